"""hint, status and watch: what they print, what they remember, how they end."""

import json
import re
import subprocess
import sys
from xml.etree import ElementTree

import pytest

from tests.coach.hint import FORGET_AFTER, next_level
from tests.diagnosis.rule import all_rules
from tests.harness.processes import Process
from tests.harness.project import Project
from tests.steps import ROOT, get_step

# Whole commands, each with servers and a browser: not too many at once.
pytestmark = pytest.mark.xdist_group("commands 2")


def run(*words: str, **how) -> subprocess.CompletedProcess:
    command = [sys.executable, "-m", *words]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, **how)


def test_each_call_gives_the_next_hint_and_the_last_one_stays(tmp_path):
    memory = tmp_path / "new" / "hints.json"
    given = [next_level("no-accept", memory, now=when) for when in (0, 1, 2, 3)]
    assert given == [0, 1, 2, 2]
    assert next_level("no-route", memory, now=4) == 0
    assert next_level("no-accept", memory, now=3 + FORGET_AFTER + 1) == 0


@pytest.mark.parametrize("spoilt", ["", "{", "[1]", "\x00"])
def test_a_spoilt_memory_of_hints_begins_anew(spoilt, tmp_path):
    memory = tmp_path / "hints.json"
    memory.write_text(spoilt, encoding="utf-8")
    assert next_level("no-accept", memory) == 0


def test_without_an_id_all_hints_are_listed():
    done = run("tests.coach.hint")
    assert done.returncode == 0
    assert all(rule in done.stdout for rule in all_rules())


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("hint no-acept", "Did you mean no-accept?"),
        ("hint no-accept no-route", "One ID is needed, not 2."),
        ("watch 4", "There is no stage 4; the stages are 1, 2 and 3."),
        ("watch 1 nowhere", "There is no folder"),
        ("watch", "Name a stage: 1, 2 or 3."),
        ("check", "Name a stage: 1, 2 or 3."),
        ("check 1 --all nowhere", "There is no folder"),
        ("check 2 --exercise private-message nowhere", "There is no folder"),
        ("status nowhere", "There is no folder"),
        ("status tests", "has no manage.py"),
        ("check 7", "There is no stage 7"),
        ("check 1 README.md", "is a file"),
        ("check one", "There is no stage one"),
    ],
)
def test_a_wrong_argument_gets_one_sentence(words, sentence):
    module, *arguments = words.split()
    done = run(f"tests.coach.{module}", *arguments)
    assert done.returncode == 2, done.stderr
    assert sentence in done.stderr
    assert "usage: nox -s" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.browser
def test_status_shows_each_stage_and_what_comes_next():
    done = run("tests.coach.status", "1")
    assert done.returncode == 0, done.stderr
    assert "✓ Stage 1, a synchronous consumer echoes: reached" in done.stdout
    assert re.search(r"^✗ Stage 2, .*: \d+ of \d+ checks pass$", done.stdout, re.M)
    assert "Next, for stage 2:" in done.stdout
    assert "\033[" not in done.stdout


@pytest.mark.browser
def test_check_speaks_to_people_and_machines(tmp_path):
    file, xml = tmp_path / "out.json", tmp_path / "out.xml"
    words = ["1", "step1_sync_echo", "--json", str(file), "--junit", str(xml)]
    done = run("tests.coach.check", *words)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Stage 1 is reached" in done.stdout
    [project] = json.loads(file.read_text(encoding="utf-8"))["projects"]
    assert project["reached"] is True
    assert {check["verdict"] for check in project["checks"]} == {"passed"}
    suite = ElementTree.parse(xml).getroot()[0]
    assert int(suite.get("tests")) == len(project["checks"])


@pytest.mark.browser
def test_watch_tells_of_a_mistake_when_it_is_saved_and_of_its_end(
    apart, environment_apart
):
    project = Project.at(get_step(1).path).scratch_copy()
    consumers = project.path / "chat" / "consumers.py"
    right = consumers.read_text(encoding="utf-8")
    wrong = right.replace("def receive", "def recieve")  # codespell:ignore
    command = [sys.executable, "-m", "tests.coach.watch", "1", project.path]
    watch = Process(command, cwd=ROOT, env=environment_apart)
    try:
        assert watch.wait_for_line("Stage 1 is reached", within=180), watch.output
        seen = len(watch.lines)
        consumers.write_text(wrong, encoding="utf-8")
        told = watch.wait_for_line("hint -- receive-misspelt", within=180, after=seen)
        assert told, watch.output
        seen = len(watch.lines)
        consumers.write_text(right, encoding="utf-8")
        told = watch.wait_for_line("Stage 1 is reached", within=180, after=seen)
        assert told, watch.output
        watch.interrupt()
        assert watch.wait(within=10) == 0, watch.output
    finally:
        watch.kill()
    assert apart.left_over() == []


@pytest.mark.browser
@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
def test_watch_obeys_keys(apart, environment_apart):
    from tests.repo.terminal import Terminal  # which Windows does not have

    project = Project.at(get_step(1).path).scratch_copy()
    consumers = project.path / "chat" / "consumers.py"
    right = consumers.read_text(encoding="utf-8")
    wrong = right.replace("        self.accept()\n", "")
    consumers.write_text(wrong, encoding="utf-8")
    command = [sys.executable, "-m", "tests.coach.watch", "1", str(project.path)]
    with Terminal(command, ROOT, environment_apart) as terminal:
        terminal.wait_for("hint -- no-accept", within=30)
        terminal.wait_for("q: quit", within=5)
        terminal.press("h")
        terminal.wait_for("Hint ", within=5)
        terminal.press("m")
        terminal.wait_for("✓ Runserver starts an ASGI server", within=5)
        terminal.press("\n")
        terminal.wait_for("running …", within=5)
        terminal.wait_for("hint -- no-accept", within=30)
        terminal.press("q")
        assert terminal.exit_code(within=10) == 1
    assert apart.left_over() == []
