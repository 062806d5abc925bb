"""The Django project under test: what it is, and a copy of it that we may touch."""

import re
import shutil
import subprocess
import sys
from dataclasses import dataclass, replace
from pathlib import Path

from tests.harness.noise import is_noise
from tests.harness.run import scratch_folder

SETTINGS_MODULE = re.compile(
    r"""["']DJANGO_SETTINGS_MODULE["']\s*(?:,|\]\s*=)\s*["']([\w.]+)["']"""
)


def noise_in(folder: str, names: list[str]) -> set[str]:
    """Return those names in the folder that shutil.copytree() shall leave out."""
    return {name for name in names if is_noise(Path(folder, name))}


class ProjectProblem(Exception):
    """The folder is not a project that can be run; str() of this error says why."""


@dataclass(frozen=True)
class Project:
    """A folder with a manage.py, and the settings module that manage.py names."""

    path: Path
    settings_module: str
    python: str = sys.executable
    """The Python that runs it: of its own virtual environment, or else the workbook's."""

    @classmethod
    def at(cls, path: Path) -> "Project":
        """Return the project in this folder. Raise ProjectProblem if there is none."""
        path = path.resolve()
        if not path.exists():
            raise ProjectProblem(f"There is no folder {path}.")
        if not path.is_dir():
            raise ProjectProblem(f"{path} is a file. Name the folder of a project.")
        manage = path / "manage.py"
        if not manage.is_file():
            raise ProjectProblem(
                f"{path} has no manage.py. Name the folder of a Django project, "
                "the one with manage.py in it."
            )
        found = SETTINGS_MODULE.search(manage.read_text(encoding="utf-8"))
        if not found:
            raise ProjectProblem(f"{manage} does not set DJANGO_SETTINGS_MODULE.")
        return cls(path, found[1], own_python(path) or sys.executable)

    def scratch_copy(self) -> "Project":
        """Copy the project, without databases and caches, to the folder of this run."""
        target = scratch_folder("project") / self.path.name
        shutil.copytree(self.path, target, ignore=noise_in)
        return replace(self, path=target)


def own_python(folder: Path) -> str | None:
    """Return the Python of a virtual environment in the folder that has Django.

    None where there is none that runs, as when it came with the folder from another
    computer.
    """
    for mark in sorted(folder.glob("*/pyvenv.cfg")):
        for name in ("bin/python", "Scripts/python.exe"):
            python = mark.parent / name
            if python.exists() and _has_django(python):
                return str(python)
    return None


def _has_django(python: Path) -> bool:
    look = [python, "-c", "import django"]
    try:
        return subprocess.run(look, capture_output=True, check=False).returncode == 0
    except OSError:  # made for another system
        return False
