"""The page for teachers: its plans add up, and a class looks as it says."""

import re
import shutil
import sys

import pytest

from tests.harness.processes import Process
from tests.mistakes.entries import all_mistakes
from tests.steps import ROOT, get_step

PAGE = ROOT / "docs" / "teachers.md"
ON_PAGE = "docs/teachers.md, "
ROW = re.compile(r"^\| (\d+):(\d\d) \| (\d+) \|", re.M)
CLASS_ENDS_WITHIN = 120  # seconds


def section(heading: str) -> str:
    """Return the text of a section of the page, without the next one."""
    text = PAGE.read_text(encoding="utf-8")
    assert f"\n## {heading}" in text, f"{ON_PAGE}there is no section {heading}"
    return text.partition(f"\n## {heading}")[2].partition("\n## ")[0]


@pytest.mark.parametrize(
    ("plan", "minutes"), [("Two hours", 2 * 60), ("One day", 7 * 60 + 45)]
)
def test_each_part_of_a_plan_begins_where_the_one_before_ends(plan, minutes):
    rows = [tuple(map(int, row)) for row in ROW.findall(section(plan))]
    assert rows, f"{ON_PAGE}{plan}: no row is found"
    now = first = rows[0][0] * 60 + rows[0][1]
    for hour, minute, lasts in rows:
        assert hour * 60 + minute == now, (
            f"{ON_PAGE}{plan}: {hour}:{minute:02} is wrong"
        )
        now += lasts
    assert now - first == minutes, f"{ON_PAGE}{plan} lasts {now - first} minutes"


def test_the_mistakes_to_begin_with_are_there():
    named = re.findall(r"`([a-z-]+)`[,.]", section("Mistakes for the class"))
    assert named
    assert set(named) <= {mistake.id for mistake in all_mistakes()}, ON_PAGE


@pytest.mark.browser
@pytest.mark.xdist_group("own browsers")
def test_a_class_looks_as_the_page_shows(tmp_path):
    """The projects of four pupils, as the page describes them."""
    folder = tmp_path / "class"
    folder.mkdir()
    [mistake] = [one for one in all_mistakes() if one.id == "handler-misnamed"]
    for name, project in {
        "anna": get_step(2).path,
        "ben": mistake.make().path,
        "dora": get_step(1).path,
    }.items():
        noise = shutil.ignore_patterns("__pycache__", "*.sqlite3")
        shutil.copytree(project, folder / name, ignore=noise)
    (folder / "cem").mkdir()
    command = [
        sys.executable,
        "-m",
        "tests.coach.check",
        "2",
        *sorted(folder.iterdir()),
    ]
    check = Process(command, cwd=ROOT)
    check.wait(within=CLASS_ENDS_WITHIN)
    check.kill()
    lines = check.output.replace(f"{folder}/", "class/").splitlines()
    table = "\n".join(lines[lines.index("") + 1 :])
    table = re.sub(r"It took \d+ s", "It took … s", table)
    assert table in section("The work of a whole class"), (
        f"{ON_PAGE}the work of a whole class: the table looks like this now:\n{table}"
    )
