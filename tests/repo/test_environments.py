"""Which Python runs a project: that of its own virtual environment, if it can."""

import subprocess
import sys
from pathlib import Path

import django
import pytest

from tests.harness import project
from tests.harness.project import Project
from tests.repo.broken import ONLY_POSIX, sleeping


def own_environment(own_copy: Path, name: str) -> Path:
    make = [sys.executable, "-m", "venv", "--without-pip", str(own_copy / name)]
    subprocess.run(make, check=True)
    return own_copy / name


def test_a_virtual_environment_with_django_runs_the_project(own_copy):
    folder = own_environment(own_copy, ".venv")
    [site] = folder.glob("**/site-packages")
    (site / "django.pth").write_text(str(Path(django.__file__).parent.parent))
    found = Project.at(own_copy)
    assert Path(found.python).is_relative_to(folder)
    assert found.python_note == "run with its own .venv"


def test_a_virtual_environment_without_django_is_told(own_copy):
    own_environment(own_copy, "env")
    found = Project.at(own_copy)
    assert found.python == sys.executable
    assert found.python_note.endswith("because its own env has no Django")


@ONLY_POSIX
@pytest.mark.parametrize("fault", ["dangling", "another system's", "hanging"])
def test_a_virtual_environment_that_does_not_run_is_told(fault, own_copy, monkeypatch):
    monkeypatch.setattr(project, "PYTHON_ANSWERS", 0.3)
    python = own_copy / "env" / "bin" / "python"
    python.parent.mkdir(parents=True)
    (own_copy / "env" / "pyvenv.cfg").touch()
    if fault == "dangling":
        python.symlink_to("/nowhere/python3")
    else:
        python.write_text("#!/bin/sh\nsleep 97531\n" if fault == "hanging" else "MZ")
        python.chmod(0o755)
    found = Project.at(own_copy)
    assert found.python == sys.executable
    assert "its own env has no Python" in found.python_note or (
        "its own env does not run here" in found.python_note
    )
    if fault == "hanging":
        assert sleeping("97531") == []
