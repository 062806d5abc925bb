"""What the workbook adds to pytest: options, and a folder that goes away.

A plugin and no conftest.py: pytest reads options before it knows where the tests are.
"""

import os
import signal
import warnings

import pytest

from tests.harness.run import run_folder

interrupted = False


def pytest_addoption(parser):
    group = parser.getgroup("workbook")
    group.addoption("--project", help="run the checks on the project in this folder")
    group.addoption("--step", type=int, help="the stage it should have reached")


def pytest_configure():
    if hasattr(signal, "SIGBREAK"):  # on Windows, what Ctrl-C is to a program apart
        signal.signal(signal.SIGBREAK, signal.default_int_handler)
    # Where pytest makes its temporary folders, of which it would keep the last three.
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(run_folder()))


def pytest_keyboard_interrupt():
    # Ctrl-C may fall between the opening of a socket and the line that would close
    # it. That is no fault of a test, and must not change the exit code.
    global interrupted
    interrupted = True


@pytest.hookimpl(tryfirst=True)  # before pytest looks for what was never closed
def pytest_unconfigure():
    if interrupted:
        warnings.simplefilter("ignore", ResourceWarning)
        warnings.simplefilter("ignore", pytest.PytestUnraisableExceptionWarning)
