"""Get nox where it is not installed, so that one line is enough to begin.

It imports nothing that has to be installed, and runs on the Python that people have.
"""

import importlib
import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parent.parent.parent
NO_PIP = "pip is needed to fetch nox. Install pip, or uv, and try again."


def get_nox() -> ModuleType:
    """Import nox, from a folder of the workbook if it is not installed.

    pip puts it there with --target, which it may do also where the system's packages
    are not its own (Debian, Ubuntu, Homebrew). Exit with a sentence when it cannot.
    """
    try:
        return importlib.import_module("nox")
    except ModuleNotFoundError:
        pass  # fetched below
    major, minor = sys.version_info[:2]
    folder = ROOT / ".nox" / f"nox-for-python{major}.{minor}"
    if not (folder / "nox").exists():
        print("Fetching nox, which runs the commands of the workbook …", flush=True)
        fetch(folder)
    sys.path.insert(1, str(folder))
    return importlib.import_module("nox")


def fetch(folder: Path) -> None:
    """Install nox in the folder. Exit with a sentence when that fails."""
    pip = [sys.executable, "-m", "pip"]
    if subprocess.run([*pip, "--version"], capture_output=True, check=False).returncode:
        sys.exit(NO_PIP)
    install = [*pip, "install", "--quiet", "--disable-pip-version-check"]
    pins = ["--constraint", str(ROOT / "constraints.txt")]
    command = [*install, *pins, "--target", str(folder), "nox"]
    quiet = {**os.environ, "PIP_ROOT_USER_ACTION": "ignore"}  # it is our own folder
    done = subprocess.run(command, env=quiet, check=False)
    if done.returncode:
        sys.exit("pip could not fetch nox. What it printed above says why.")
