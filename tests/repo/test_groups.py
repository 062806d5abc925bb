"""Tests of one group run in one process: pytest-xdist keeps together what is marked so."""

import subprocess
import sys

GROUPED = """
import os
from pathlib import Path

import pytest


@pytest.mark.parametrize("number", range({tests}))
@pytest.mark.xdist_group("one")
def test_in_the_group(number):
    Path("processes").open("a").write(os.environ["PYTEST_XDIST_WORKER"] + "\\n")
"""
TESTS = 8


def test_a_group_runs_in_one_process(tmp_path):
    (tmp_path / "test_grouped.py").write_text(GROUPED.format(tests=TESTS))
    (tmp_path / "pytest.ini").write_text("[pytest]\nmarkers = xdist_group\n")
    command = [sys.executable, "-m", "pytest", "-q", "-n", "2", "--dist", "loadgroup"]
    run = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert run.returncode == 0, run.stdout + run.stderr
    processes = (tmp_path / "processes").read_text().split()
    assert len(processes) == TESTS
    assert len(set(processes)) == 1, "xdist_group is not heeded"
