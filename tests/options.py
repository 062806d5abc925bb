"""What the workbook adds to pytest: options, and a folder that goes away.

A plugin and no conftest.py: pytest reads options before it knows where the tests are.
"""

import os

from tests.harness.run import run_folder


def pytest_addoption(parser):
    group = parser.getgroup("workbook")
    group.addoption("--project", help="run the checks on the project in this folder")
    group.addoption("--step", type=int, help="the stage it should have reached")


def pytest_configure():
    # Where pytest makes its temporary folders, of which it would keep the last three.
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(run_folder()))
