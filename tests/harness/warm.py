"""Pythons that have imported what every project imports, and wait for their work.

A server that begins in one of them listens in half the time.
"""

from collections import deque
from pathlib import Path

from tests.harness.processes import Process
from tests.harness.project import Project

LAUNCH = Path(__file__).with_name("launch.py")

PACKAGES = {
    "django",
    "channels",
    "daphne",
    "redis",
    "channels_redis",
    "asgiref",
    "twisted",
}
"""What is imported before. A project with a file of such a name needs a cold Python."""


def can_begin_there(project: Project, python: str) -> bool:
    """Whether a Python that has imported the PACKAGES can run the project."""
    names = {path.stem for path in project.path.iterdir()}
    return project.python == python and not names & PACKAGES


class WarmPythons:
    """A few of them for one project. end() ends those that had no work."""

    def __init__(self, project: Project, number: int) -> None:
        self._python = project.python
        self._number = number
        self._ready: deque[Process] = deque()
        self.refill()

    def refill(self) -> None:
        """Start as many as were taken."""
        while len(self._ready) < self._number:
            command = [self._python, LAUNCH, "--wait"]
            self._ready.append(Process(command, takes_orders=True))

    def take(self, project: Project) -> Process | None:
        """Return one that runs this project's Python, None where that is not possible."""
        if not can_begin_there(project, self._python):
            return None
        while self._ready:
            process = self._ready.popleft()
            if process.exit_code is None:
                return process
        return None

    def end(self) -> None:
        while self._ready:
            self._ready.popleft().kill()
