"""The one Python environment of the workbook's commands, in .nox/. Used by noxfile.py.

It imports nox and what nox brings, because it is what installs all else.
"""

import hashlib
import os
import shutil
import sys
from pathlib import Path

import nox
import virtualenv
from nox.command import CommandFailed

ROOT = Path(__file__).resolve().parent.parent.parent
PYPROJECT = ROOT / "pyproject.toml"
CONSTRAINTS = ROOT / "constraints.txt"

USAGE_ERRORS = {2, 4}  # of our commands, of pytest
CLEAN_UP = {"interrupt_timeout": 15.0, "terminate_timeout": 5.0}
"""Seconds that a command has after Ctrl-C; nox alone gives it half of one."""


def python_of_workbook(session: nox.Session, group: str = "test") -> str:
    """Return the Python of an environment with a dependency group of pyproject.toml.

    The environment is made and filled when it is new, or when the group or
    constraints.txt have changed since. Otherwise this takes no time. It is not one of
    nox's own, because nox makes one for every command, and these share theirs.
    """
    version = "{}.{}.{}".format(*sys.version_info)
    folder = ROOT / ".nox" / f"{group}-python{version}"
    binaries = folder / ("Scripts" if sys.platform == "win32" else "bin")
    python = str(binaries / ("python.exe" if sys.platform == "win32" else "python"))
    stamp = folder / "installed"
    groups = nox.project.load_toml(PYPROJECT)
    packages = nox.project.dependency_groups(groups, group)
    content = f"{packages}\n{CONSTRAINTS.read_text()}"
    wanted = hashlib.sha256(content.encode()).hexdigest()
    if stamp.exists() and stamp.read_text() == wanted:
        return python
    session.log(f"Installing what the workbook needs in {folder.relative_to(ROOT)} …")
    pins = ["--constraint", str(CONSTRAINTS)]
    if uv := shutil.which("uv"):
        make = [uv, "venv", "--quiet", "--clear", "--python", sys.executable]
        session.run(*make, str(folder), external=True)
        install = [uv, "pip", "install", "--python", python]
    else:
        virtualenv.cli_run(["--quiet", "--clear", str(folder)])
        install = [python, "-m", "pip", "install", "--disable-pip-version-check"]
    session.run(*install, "--quiet", *pins, *packages, external=True)
    stamp.write_text(wanted)
    return python


def run_module(
    session: nox.Session, module: str, *arguments: str, group="test"
) -> None:
    """Run python -m MODULE in the workbook's environment.

    A wrong argument (exit code 2) becomes nox's exit code: nox itself knows only 1.
    """
    python = python_of_workbook(session, group)
    try:
        session.run(
            *(python, "-m", module, *arguments),
            env={"WORKBOOK_CALLED_FROM": session.invoked_from},
            external=True,
            **CLEAN_UP,
        )
    except CommandFailed as failure:
        if failure.reason in {f"Returned code {code}" for code in USAGE_ERRORS}:
            sys.exit(2)
        raise


def run_tests(session: nox.Session, *arguments: str, group: str = "test") -> None:
    """Run pytest with these arguments, tests side by side unless they name a project."""
    # Get one before the clock runs.
    run_module(session, "tests.harness.browser_finder", group=group)
    # Not more than there are cores: a test starts a browser and servers, and gives them
    # as much time as a person would.
    number = min(max(os.cpu_count() or 1, 2), 6)
    side_by_side = ["-n", str(number), "--dist", "loadgroup"]
    one_project = any(word.startswith("--project") for word in arguments)
    run_module(
        session,
        "pytest",
        *([] if one_project else side_by_side),
        *arguments,
        group=group,
    )
