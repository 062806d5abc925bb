"""Get nox where it is not installed, so that one line is enough to begin.

It imports nothing that has to be installed, and runs on the Python that people have.
"""

import importlib
import os
import shutil
import subprocess
import sys
from importlib import metadata
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parent.parent.parent
CONSTRAINTS = ROOT / "constraints.txt"
OLDEST_NOX = (2025, 3)
NO_PIP = "pip is needed to fetch nox. Install pip, or uv, and try again."


def get_nox() -> ModuleType:
    """Import nox, from a folder of the workbook if it is not installed.

    pip puts it there with --target, which it may do also where the system's packages
    are not its own (Debian, Ubuntu, Homebrew). Exit with a sentence when it cannot.
    """
    if is_new_enough():
        return importlib.import_module("nox")
    major, minor = sys.version_info[:2]
    folder = ROOT / ".nox" / f"nox-for-python{major}.{minor}"
    complete = folder / "complete"  # written last: what was interrupted is done again
    pins = CONSTRAINTS.read_text(encoding="utf-8")
    if not complete.exists() or complete.read_text(encoding="utf-8") != pins:
        print("Fetching nox, which runs the commands of the workbook …", flush=True)
        shutil.rmtree(folder, ignore_errors=True)
        fetch(folder)
        complete.write_text(pins, encoding="utf-8")
    sys.path.insert(1, str(folder))
    return importlib.import_module("nox")


def is_new_enough() -> bool:
    """Return whether a nox is installed that knows what the workbook uses."""
    try:
        year, month = metadata.version("nox").split(".")[:2]
        return (int(year), int(month)) >= OLDEST_NOX
    except (metadata.PackageNotFoundError, ValueError):
        return False


def fetch(folder: Path) -> None:
    """Install nox in the folder. Exit with a sentence when that fails."""
    pip = [sys.executable, "-m", "pip"]
    if subprocess.run([*pip, "--version"], capture_output=True, check=False).returncode:
        sys.exit(NO_PIP)
    install = [*pip, "install", "--quiet", "--disable-pip-version-check"]
    pins = ["--constraint", str(CONSTRAINTS)]
    command = [*install, *pins, "--target", str(folder), "nox"]
    quiet = {**os.environ, "PIP_ROOT_USER_ACTION": "ignore"}  # it is our own folder
    done = subprocess.run(command, env=quiet, check=False)
    if done.returncode:
        sys.exit("pip could not fetch nox. What it printed above says why.")
