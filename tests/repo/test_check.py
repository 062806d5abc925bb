"""nox -s check on one folder and on a class: what is said, written and left."""

import json
import os
import re
import shutil
import sys
from xml.etree import ElementTree

import pytest

from tests.coach.check import NO_PARTS, exit_code, read_arguments
from tests.coach.report import Report, as_json, as_junit
from tests.coach.school import pupils
from tests.harness.choice import WrongChoice
from tests.harness.processes import Process
from tests.steps import ROOT, get_step

# Whole commands, each with servers and a browser: not too many at once.
pytestmark = pytest.mark.xdist_group("commands 1")

STEP_1 = get_step(1).path


@pytest.fixture
def start(environment_apart):
    """Start nox -s check in a run of its own; return the Process. It ends with the test."""
    started = []

    def check(*words) -> Process:
        command = [sys.executable, "-m", "tests.coach.check", *words]
        started.append(Process(command, cwd=ROOT, env=environment_apart))
        return started[-1]

    yield check
    for process in started:
        process.kill()


def copy_of_stage_1(folder):
    noise = shutil.ignore_patterns("__pycache__", "*.sqlite3")
    return shutil.copytree(STEP_1, folder, ignore=noise)


# The doctor's word


@pytest.mark.browser
@pytest.mark.parametrize(
    ("variable", "value", "sentence", "advice"),
    [
        ("WORKBOOK_BROWSER", "no-such-browser", "no such program", "take it away"),
        ("REDIS_URL", "redis://localhost:1", "nothing answers", "nox -s redis"),
    ],
)
def test_where_a_part_is_missing_the_doctor_says_what_to_do(
    variable, value, sentence, advice, start, environment_apart
):
    environment_apart[variable] = value
    check = start("2", get_step(2).path)
    assert check.wait(within=30) == NO_PARTS
    assert sentence in check.output.partition("The doctor found")[0]
    assert advice in check.output.partition("The doctor found")[2]


@pytest.mark.browser
def test_where_the_computer_may_be_the_reason_the_doctor_is_asked(start, tmp_path):
    project = copy_of_stage_1(tmp_path / "mine")
    (project / "redis.py").write_text("client = None\n", encoding="utf-8")
    with (project / "chat" / "urls.py").open("a", encoding="utf-8") as urls:
        urls.write("import no_such_package\n")
    check = start("1", project)
    assert check.wait(within=30) == 1
    said = check.output.partition("The doctor found")[2]
    assert "redis.py" in said, check.output


@pytest.mark.browser
def test_where_the_code_is_the_reason_the_doctor_is_not_asked(start, tmp_path):
    project = copy_of_stage_1(tmp_path / "mine")
    (project / "redis.py").write_text("client = None\n", encoding="utf-8")
    consumers = project / "chat" / "consumers.py"
    code = consumers.read_text(encoding="utf-8")
    consumers.write_text(code.replace("self.accept()", "pass"), encoding="utf-8")
    check = start("1", project)
    assert check.wait(within=30) == 1
    assert "next" in check.output
    assert "The doctor found" not in check.output


# Arguments


def test_a_folder_behind_json_is_a_project(tmp_path):
    arguments = read_arguments(["1", "--json", str(tmp_path)])
    assert arguments.paths == [str(tmp_path)]
    assert arguments.json == "-"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("1 --json manage.py", r"ends in \.json, not to manage\.py"),
        ("1 --junit out.json", r"ends in \.xml"),
        ("1 --json nowhere/out.json", "cannot be written"),
        ("4", "There is no stage 4"),
    ],
)
def test_a_wrong_argument_is_told_before_anything_runs(words, sentence):
    with pytest.raises(WrongChoice, match=sentence):
        read_arguments(words.split())


def test_who_is_named_twice_is_checked_once(tmp_path, monkeypatch):
    monkeypatch.setenv("WORKBOOK_CALLED_FROM", str(tmp_path))
    for name in ("anna", "ben"):
        (tmp_path / name).mkdir()
    found = pupils(["anna", "ben", "./anna", str(tmp_path / "anna"), "nobody"])
    assert [pupil.name for pupil in found] == ["anna", "ben", "nobody"]


def test_names_tell_projects_apart_that_are_called_the_same(tmp_path):
    paths = [str(tmp_path / name / "mychat") for name in ("anna", "ben")]
    names = [pupil.name for pupil in pupils(paths)]
    assert names == [os.path.join("anna", "mychat"), os.path.join("ben", "mychat")]


# Reports


def report(name="anna", problem=None, unusable=False):
    return Report(name, f"/class/{name}", 1, [], problem, unusable=unusable)


@pytest.mark.parametrize(
    ("reports", "code"),
    [
        ([report()], 0),
        ([report(), report(problem="No browser.")], 1),
        ([report(problem="Empty.", unusable=True)], 2),
        ([report(problem="Empty.", unusable=True), report()], 1),
        ([report(problem="No browser.")], 3),
    ],
)
def test_the_exit_code_tells_what_is_to_be_done(reports, code):
    assert exit_code(reports) == code


def test_what_xml_cannot_hold_is_replaced():
    odd = report("caf\udce9", "printed \x1b[31m\x00 and \ud800 … ✗ 🙂", unusable=True)
    suite = ElementTree.fromstring(as_junit([odd]).encode("utf-8"))[0]
    assert suite.get("failures") == "1"
    assert suite[0][0].get("message") == "printed �[31m� and � … ✗ 🙂"
    assert json.loads(json.dumps(as_json([odd])))["projects"][0]["problem"]


# Runs


def test_an_unusable_folder_is_a_sentence_and_exit_code_2(start, apart, tmp_path):
    folder = tmp_path / "class"
    (folder / "homework" / "mysite").mkdir(parents=True)
    (folder / "homework" / "mysite" / "manage.py").touch()
    check = start("1", folder / "homework", "--json", folder / "out.json")
    assert check.wait(within=20) == 2
    assert "The project is one further down" in check.lines[0]
    assert "usage: nox -s check" in check.lines[1]
    [project] = json.loads((folder / "out.json").read_text("utf-8"))["projects"]
    assert project["problem"] == check.lines[0]
    assert project["reached"] is False


@pytest.mark.browser
def test_a_class_gets_a_line_each_and_leaves_nothing(start, apart, tmp_path):
    folder = tmp_path.parent / f"{tmp_path.name}-class"
    good = copy_of_stage_1(folder / "good")
    broken = copy_of_stage_1(folder / "broken")
    with open(folder / "broken" / "chat" / "consumers.py", "a") as consumers:
        consumers.write("\ndef x(:\n")
    (folder / "empty").mkdir()
    outputs = ["--json", folder / "out.json", "--junit", folder / "out.xml"]
    check = start("1", good, broken, folder / "empty", folder / "none", good, *outputs)
    assert check.wait(within=300) == 1, check.output
    assert check.lines[0] == "Stage 1 on 4 projects"
    done = [line for line in check.lines if re.match(r"  \d of 4  [✓✗] ", line)]
    assert len(done) == 4
    table = check.lines[check.lines.index("") + 1 :][:4]
    assert table[0] == "✓ good    stage reached"
    assert table[1] == "✗ broken  Runserver starts an ASGI server (syntax-error)"
    assert table[2].startswith("✗ empty ")
    assert "has no manage.py" in table[2]
    assert "There is no folder" in table[3]
    assert "1 of 4 have reached stage 1." in check.output
    projects = json.loads((folder / "out.json").read_text("utf-8"))["projects"]
    assert [one["reached"] for one in projects] == [True, False, False, False]
    assert [bool(one["problem"]) for one in projects] == [False, False, True, True]
    suites = ElementTree.parse(folder / "out.xml").getroot()
    assert [int(suite.get("failures")) for suite in suites] == [0, 1, 1, 1]
    assert apart.left_over() == []


@pytest.mark.browser
@pytest.mark.parametrize(
    ("words", "sign"),
    [
        (["3", "3"], "Stage 3 on"),
        (["3", "3"], "✓ The index page"),
        (["1", "nowhere", "1", "2"], "1 of 3 "),
    ],
    ids=["at the start", "in the browser", "in a class that has just begun"],
)
def test_ctrl_c_ends_it_at_once_with_130(words, sign, start, apart):
    check = start(*words)
    assert check.wait_for_line(sign, within=180), check.output
    check.interrupt()
    assert check.wait(within=5) == 130, check.output
    check.kill()
    assert "Stopped." in check.lines
    assert "Traceback" not in check.output
    assert apart.left_over() == []


@pytest.mark.browser
def test_nothing_is_left_of_a_check_that_was_killed(start, apart):
    check = start("2", "2")
    assert check.wait_for_line("✓ The index page", within=180), check.output
    check.crash()
    assert apart.left_over() == []
