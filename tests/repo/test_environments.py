"""Which Python runs a project: that of its own virtual environment, if it can."""

import subprocess
import sys
from pathlib import Path

import django
import pytest

from tests.harness import project, virtual_environments
from tests.harness.project import Project
from tests.repo.broken import ONLY_POSIX, sleeping


def own_environment(folder: Path, name: str) -> Path:
    make = [sys.executable, "-m", "venv", "--without-pip", str(folder / name)]
    subprocess.run(make, check=True)
    return folder / name


def install(environment: Path, *packages: str) -> None:
    """Let these of our own packages be in the environment, by a folder and a path."""
    [site] = environment.glob("**/site-packages")
    for package in packages:
        (site / package).mkdir()
    (site / "ours.pth").write_text(str(Path(django.__file__).parent.parent))


def test_a_virtual_environment_with_django_runs_the_project(own_copy):
    folder = own_environment(own_copy, ".venv")
    install(folder)
    found = Project.at(own_copy)
    assert Path(found.python).is_relative_to(folder)
    assert found.python_note == "run with its own .venv"


def test_a_virtual_environment_beside_the_project_runs_it(own_copy):
    folder = own_environment(own_copy.parent, ".venv")
    install(folder, "django", "channels")
    found = Project.at(own_copy)
    assert Path(found.python).is_relative_to(folder)
    assert found.python_note == "run with its own ../.venv"


def test_the_one_in_the_folder_goes_before_the_one_beside_it(own_copy):
    for where, name in ((own_copy, "venv"), (own_copy.parent, ".venv")):
        install(own_environment(where, name), "django", "channels")
    assert Project.at(own_copy).python_note == "run with its own venv"


@pytest.mark.parametrize("packages", [(), ("django",)])
def test_an_environment_beside_it_without_channels_is_somebody_elses(
    packages, own_copy
):
    install(own_environment(own_copy.parent, ".venv"), *packages)
    found = Project.at(own_copy)
    assert (found.python, found.python_note) == (sys.executable, "")


def test_an_environment_in_the_workbook_is_of_no_project(own_copy, monkeypatch):
    monkeypatch.setattr(virtual_environments, "ROOT", own_copy.parent)
    install(own_environment(own_copy.parent, ".venv"), "django", "channels")
    assert Project.at(own_copy).python == sys.executable


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
