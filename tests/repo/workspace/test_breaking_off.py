"""nox -s start and reset: when they break off, nothing half made stays."""

import os
import select
import sys
from pathlib import Path

import pytest

from tests.harness.processes import Process
from tests.repo.workspace.shared import everything, with_project
from tests.steps import ROOT
from tests.workspace import beginning, reset, start

FAULTS = {
    OSError(28, "No space left on device"): (2, "No space left on device"),
    beginning.DjangoFailed("Django's startapp failed: x"): (2, "startapp failed"),
    KeyboardInterrupt(): (130, "Stopped."),
}


def break_off_with(fault, monkeypatch):
    def make_half(number, folder):
        (folder / "manage.py").write_text("half")
        raise fault

    monkeypatch.setattr(beginning, "make_beginning", make_half)


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: type(fault).__name__)
@pytest.mark.parametrize("path", ["mychat", "above/mychat", "empty"])
def test_start_that_breaks_off_leaves_nothing(
    fault, path, called_from, capsys, monkeypatch
):
    (called_from / "empty").mkdir()
    break_off_with(fault, monkeypatch)
    code, sentence = FAULTS[fault]
    assert start.main(["1", path]) == code
    assert sentence in capsys.readouterr().err
    assert set(everything(called_from)) == {"empty"}


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: type(fault).__name__)
def test_reset_that_breaks_off_leaves_all_as_it_was(
    fault, called_from, capsys, monkeypatch
):
    with_project(called_from / "mychat")
    before = everything(called_from)
    break_off_with(fault, monkeypatch)
    code, sentence = FAULTS[fault]
    assert reset.main(["1", "--yes"]) == code
    assert sentence in capsys.readouterr().err
    assert everything(called_from) == before


def failing_rename(monkeypatch, fails):
    """Let Path.rename() fail for the paths of which ``fails`` says so."""
    rename = Path.rename

    def fail_sometimes(path, target):
        if fails(path, Path(target)):
            raise OSError(16, "Device or resource busy")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", fail_sometimes)


def test_an_empty_folder_is_empty_again_when_it_cannot_be_filled(
    called_from, capsys, monkeypatch
):
    (called_from / "mychat").mkdir()
    failing_rename(monkeypatch, lambda path, _: path.name == "requirements.txt")
    assert start.main(["2"]) == 2
    assert "Device or resource busy" in capsys.readouterr().err
    assert everything(called_from) == {"mychat": None}


@pytest.mark.parametrize("which", ["old", "new"])
def test_the_old_project_is_back_when_the_new_cannot_take_its_place(
    which, called_from, capsys, monkeypatch
):
    mine = with_project(called_from / "mychat")
    before = everything(called_from)
    failing_rename(
        monkeypatch,
        lambda path, target: (
            path == mine
            if which == "old"
            else "in-the-making" in path.name and target == mine
        ),
    )
    assert reset.main(["1", "--yes"]) == 2
    printed = capsys.readouterr().err
    assert "stays as it is: Device or resource busy" in printed
    assert everything(called_from) == before


@pytest.mark.skipif(sys.platform == "win32", reason="its formatter is a shell script")
def test_ctrl_c_while_django_writes_leaves_nothing(called_from, tmp_path):
    # startproject calls black where there is one. This one says so and waits.
    bell = tmp_path / "bell"
    os.mkfifo(bell)
    black = tmp_path / "bin" / "black"
    black.parent.mkdir()
    black.write_text(f"#!/bin/sh\necho here > '{bell}'\nexec sleep 60\n")
    black.chmod(0o755)
    path = f"{black.parent}{os.pathsep}{os.environ['PATH']}"
    command = [sys.executable, "-m", "tests.workspace.start", "1"]
    listener = os.open(bell, os.O_RDONLY | os.O_NONBLOCK)
    process = Process(command, cwd=ROOT, env={**os.environ, "PATH": path})
    try:
        rung, _, _ = select.select([listener], [], [], 20)
        assert rung, process.output
        assert [path.name.split("-in-")[0] for path in called_from.iterdir()] == [
            "mychat"
        ]
        process.interrupt()
        assert process.wait(within=10) == 130, process.output
    finally:
        process.kill()
        os.close(listener)
    assert "Stopped. Nothing was made." in process.output
    assert "Traceback" not in process.output
    assert everything(called_from) == {}
