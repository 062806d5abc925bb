"""The stages differ by the lesson alone, and each stands alone."""

import ast
import shutil
from itertools import pairwise

import pytest

from tests.compare.folders import compare
from tests.harness.files import files_of
from tests.harness.processes import Process
from tests.harness.project import Project
from tests.repo.lock import CONSTRAINTS, pinned_versions, stage_requirements
from tests.steps import STEPS

PAIRS = list(pairwise(STEPS))
LONGEST = 65  # lines of a file of the chat app, so that it can be read in one go


def strays(before, after) -> list[str]:
    """Return the files that differ between two stages and may not."""
    changes = compare(before.path, after.path)
    return [change.name for change in changes if change.name not in after.may_differ]


@pytest.mark.parametrize(("before", "after"), PAIRS, ids=lambda step: step.folder)
def test_only_the_lesson_differs(before, after):
    assert strays(before, after) == []


@pytest.mark.parametrize("name", files_of(STEPS[1].path))
def test_the_guard_sees_a_change_in_any_other_file(name, tmp_path):
    before, after = PAIRS[0]
    changed = shutil.copytree(after.path, tmp_path / "changed")
    with (changed / name).open("a", encoding="utf-8") as file:
        file.write("\n")
    names = [change.name for change in compare(before.path, changed)]
    assert name in names


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.folder)
def test_a_stage_imports_nothing_of_the_workbook(step):
    for name, path in files_of(step.path).items():
        if not name.endswith(".py"):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            modules = [alias.name for alias in getattr(node, "names", [])]
            modules.append(getattr(node, "module", None) or "")
            roots = {module.partition(".")[0] for module in modules}
            assert not roots & {"tests", "docs", "noxfile"}, name


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.folder)
def test_a_stage_pins_the_versions_of_the_lock_file(step):
    text = (step.path / "requirements.txt").read_text(encoding="utf-8")
    versions = pinned_versions(CONSTRAINTS.read_text(encoding="utf-8"))
    assert text == stage_requirements(text, versions)
    assert all("==" in line for line in text.splitlines())


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.folder)
def test_a_file_of_the_chat_app_can_be_read_in_one_go(step):
    lengths = {
        name: len(path.read_text(encoding="utf-8").splitlines())
        for name, path in files_of(step.path / "chat").items()
    }
    assert {name: n for name, n in lengths.items() if n > LONGEST} == {}


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.folder)
def test_migrations_apply_as_in_the_tutorial(step, python):
    project = Project.at(step.path).scratch_copy()
    migrate = Process([python, "manage.py", "migrate"], cwd=project.path)
    assert migrate.wait(within=30) == 0
    expected = "Apply all migrations: admin, auth, contenttypes, sessions"
    assert migrate.wait_for_line(expected, within=1), migrate.output
    check = Process(
        [python, "manage.py", "makemigrations", "--check"], cwd=project.path
    )
    assert check.wait(within=30) == 0, check.output
