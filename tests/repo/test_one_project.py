"""The checks on one project: what fails first, what is advice, how it ends."""

import re
import subprocess
import sys

import pytest

from tests.harness.project import Project
from tests.steps import ROOT, get_step

# Whole commands, each with servers and a browser: not too many at once.
pytestmark = pytest.mark.xdist_group("commands 2")

CONSUMERS = "chat/consumers.py"


def check(project: Project, step: int, *more: str) -> subprocess.CompletedProcess:
    command = [sys.executable, "-m", "pytest", "tests/checks", "-p", "no:xdist", "-rs"]
    command += ["--project", str(project.path), "--step", str(step), *more]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True)


def broken_stage(step: int, name: str, old: str, new: str) -> Project:
    """Return a copy of the stage with one edit."""
    project = Project.at(get_step(step).path).scratch_copy()
    file = project.path / name
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")
    return project


def failures(output: str) -> list[str]:
    return re.findall("^✗ (.*)", output, re.MULTILINE)


@pytest.mark.parametrize(
    ("name", "line"),
    [
        (CONSUMERS, "class ChatConsumer(WebsocketConsumer)"),
        ("mysite/settings.py", "DEBUG = True"),
    ],
)
def test_a_project_that_does_not_start_is_one_failure(name, line):
    done = check(broken_stage(1, name, line, f"{line} !"), 1)
    assert done.returncode == 1
    assert failures(done.stdout) == ["Runserver starts an ASGI server"]
    assert "SyntaxError" in done.stdout
    assert "Traceback" not in done.stdout
    assert "1 failed" in done.stdout or "1 error" in done.stdout
    assert "passed" not in done.stdout.splitlines()[-1]


def test_what_depends_on_a_failure_is_not_run():
    project = broken_stage(1, CONSUMERS, "        self.accept()\n", "")
    done = check(project, 1, "-k", "ASGI or accepted or opens")
    assert done.returncode == 1
    assert failures(done.stdout) == ["A WebSocket handshake is accepted"]
    assert "not run, because this did not pass" in done.stdout


def test_a_stage_that_is_not_reached_fails_at_its_lesson():
    done = check(Project.at(get_step(1).path), 2, "-k", "ASGI or accepted or once")
    assert done.returncode == 1
    lesson = "Both tabs in a room see each message once and in order"
    assert failures(done.stdout) == [lesson]
    assert "found      it shows nothing" in done.stdout


def test_good_practice_is_advice_and_does_not_decide():
    answer = "            self.send(text_data=error_frame(error))\n"
    project = broken_stage(1, CONSUMERS, answer, "")
    done = check(project, 1, "-k", "accepted or bad_frame")
    assert done.returncode == 0
    assert failures(done.stdout) == ["A bad frame is answered and the socket kept"]
    assert "good practice, beyond the stage" in done.stdout
