"""The Python that runs the workbook."""

import os
import shutil
import sys
from collections.abc import Iterator
from importlib.util import find_spec

from tests.doctor.finding import Finding
from tests.doctor.versions import OLDEST_PYTHON

STORE = "https://docs.python.org/3/using/windows.html#known-issues"


def version() -> Iterator[Finding]:
    number = ".".join(map(str, sys.version_info[:3]))
    if sys.version_info < OLDEST_PYTHON:
        oldest = ".".join(map(str, OLDEST_PYTHON))
        yield Finding(
            False,
            f"Python {number} is too old for the workbook.",
            f"Install Python {oldest} or newer, from https://www.python.org/downloads/",
        )
        return
    if sys.maxsize < 2**32:
        yield Finding(
            None,
            f"Python {number} is a 32-bit one. Some packages have no ready-made files "
            "for it and have to be compiled.",
            "Install the 64-bit Python from https://www.python.org/downloads/",
        )
        return
    yield Finding(True, f"Python {number}, 64-bit.")


def kind_on_windows() -> Iterator[Finding]:
    """Tell of Microsoft's Store, from which a Python and a false one can come."""
    if sys.platform != "win32":
        return
    if "PythonSoftwareFoundation" in sys.base_prefix:
        yield Finding(
            None,
            "This Python is from the Microsoft Store. What it writes to the folders "
            "AppData and TEMP other programs may not see.",
            "If the browser does not start, install Python from "
            "https://www.python.org/downloads/",
            STORE,
        )
        return
    named = shutil.which("python")
    if named and "WindowsApps" in named:
        yield Finding(
            None,
            'The command "python" opens the Microsoft Store and not your Python.',
            'Type "py" in its place, or switch "python" off in the Windows settings, '
            "under App execution aliases.",
        )


def tools_for_environments() -> Iterator[Finding]:
    """Tell whether one can make a virtual environment of one's own.

    Debian and Ubuntu leave ensurepip out of their Python.
    """
    if shutil.which("uv"):
        return
    missing = [name for name in ("venv", "ensurepip") if not find_spec(name)]
    if not missing:
        return
    short = f"{sys.version_info[0]}.{sys.version_info[1]}"
    do = f"Install what your system calls python{short}-venv or python3-venv."
    if shutil.which("apt-get"):
        do = f"sudo apt-get install python{short}-venv"
    yield Finding(
        None,
        f"This Python has no {' and no '.join(missing)}: python -m venv cannot make a "
        "virtual environment for a project of yours. The workbook has its own.",
        do,
        "https://docs.python.org/3/library/ensurepip.html",
    )


def working_as_root() -> Iterator[Finding]:
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        yield Finding(
            None,
            "You are root. The browser of the checks runs without its sandbox then.",
            "In a container that is usual. Elsewhere, work as an ordinary user.",
        )
