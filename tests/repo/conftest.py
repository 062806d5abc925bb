"""What the tests of the workbook itself share."""

import os
import secrets
import shutil
import sys
from concurrent.futures import Future
from pathlib import Path

import psutil
import pytest

from tests.coach.desk import Desk
from tests.harness.project import noise_in
from tests.harness.run import RUN_VARIABLE
from tests.steps import get_step

MARK = "WORKBOOK_MARK"


@pytest.fixture
def python():
    return sys.executable


@pytest.fixture
def own_project(tmp_path):
    """Return a function (number) that makes a learner's project of that stage."""

    def make(number, name="mychat"):
        folder = tmp_path / name
        return shutil.copytree(get_step(number).path, folder, ignore=noise_in)

    return make


@pytest.fixture
def own_copy(tmp_path):
    """A copy of stage 1 in a folder that a learner may have."""
    folder = tmp_path / "Übung 1" / "mein chat"
    noise = shutil.ignore_patterns("__pycache__", "*.sqlite3")
    return Path(shutil.copytree(get_step(1).path, folder, ignore=noise))


@pytest.fixture(scope="session")
def desk(driver):
    """A Desk with the browser of this run."""
    browser: Future = Future()
    browser.set_result(driver)
    with Desk(browser, hurry=True) as desk:
        yield desk


class Apart:
    """The environment of a run of its own, and what is left of that run.

    Everything that the run starts inherits the mark, and makes its temporary files in
    ``folder``. Redis loses the mark and works in that folder.
    """

    def __init__(self, folder) -> None:
        self.folder = folder
        self.mark = secrets.token_hex(8)
        self.environment = {MARK: self.mark, "TMPDIR": str(folder), "TEMP": str(folder)}

    def processes(self) -> list[psutil.Process]:
        """Return the processes of the run that are alive."""
        return [process for process in psutil.process_iter() if self._is_ours(process)]

    def _is_ours(self, process: psutil.Process) -> bool:
        try:
            if process.status() == psutil.STATUS_ZOMBIE:
                return False
            works_here = self.folder in Path(process.cwd() or "/").parents
            return works_here or process.environ().get(MARK) == self.mark
        except (psutil.Error, OSError):
            return False  # ended meanwhile, or another user's

    def left_over(self) -> list[str]:
        """Wait for the reaper; return the processes and files that are left."""
        _, alive = psutil.wait_procs(self.processes(), timeout=10)
        names = [f"process {process.pid} {process.name()}" for process in alive]
        return names + [f"file {path.name}" for path in self.folder.iterdir()]


@pytest.fixture
def apart(tmp_path, monkeypatch):
    """An Apart; the processes of this test are not part of the surrounding run."""
    monkeypatch.delenv(RUN_VARIABLE)
    monkeypatch.delenv("PYTEST_DEBUG_TEMPROOT")
    return Apart(tmp_path)


@pytest.fixture
def environment_apart(apart):
    return {**os.environ, **apart.environment}
