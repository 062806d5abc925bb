"""Forks of one Python that has imported what every project imports, for the tests.

A server that begins as a fork needs a quarter of the time. Not for what people run: on
macOS a fork may not be safe, and on Windows there is none.
"""

import json
import os
import signal
import socket
import subprocess
import sys
import threading
from itertools import count
from pathlib import Path

from tests.harness.processes import Process
from tests.harness.project import Project
from tests.harness.reaper import PROCESS_VARIABLE
from tests.harness.run import APART, scratch_environment
from tests.harness.warm import can_begin_there

PROGRAM = Path(__file__).with_name("nest_program.py")
CAN_FORK = sys.platform == "linux"
LONGEST = 1_000_000  # bytes of a message


class Nest:
    """The Python that forks. Its take() is that of WarmPythons; end() ends it."""

    def __init__(self) -> None:
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._socket = ours
        self._numbers = count(1)
        self._hatched: dict[int, Hatchling] = {}
        with theirs:
            self._python = subprocess.Popen(
                [sys.executable, str(PROGRAM), str(theirs.fileno())],
                env={**scratch_environment(), "PYTHONUNBUFFERED": "1"},
                stdin=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
                **APART,
            )
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        while news := self._socket.recv(LONGEST):
            told = json.loads(news)
            self._hatched[told["number"]].hear(told)

    def take(self, project: Project) -> "ForkedProcess | None":
        """Return one that runs this project's Python, None where that is not possible."""
        if can_begin_there(project, sys.executable):
            return ForkedProcess(self)
        return None

    def refill(self) -> None:
        """There is always one more."""

    def hatch(self, hatchling: "Hatchling", orders: dict) -> None:
        """Fork, and let the fork do what it is ordered."""
        number = next(self._numbers)
        self._hatched[number] = hatchling
        words = json.dumps({"number": number, **orders}).encode()
        socket.send_fds(self._socket, [words], [hatchling.output])
        os.close(hatchling.output)

    def end(self) -> None:
        self._python.kill()
        self._python.wait()
        self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()


class Hatchling:
    """A fork, with the part of subprocess.Popen that Process uses."""

    stdin = None

    def __init__(self) -> None:
        read, self.output = os.pipe()
        self.stdout = open(read, encoding="utf-8", errors="replace")  # noqa: SIM115
        self.returncode: int | None = None
        self._pid: int | None = None
        self._news = threading.Condition()

    def hear(self, told: dict) -> None:
        """Note what the nest tells: the fork's process id, later its exit code."""
        with self._news:
            self._pid = told.get("pid", self._pid)
            self.returncode = told.get("code", self.returncode)
            self._news.notify_all()

    @property
    def pid(self) -> int:
        with self._news:
            self._news.wait_for(lambda: self._pid is not None)
            return self._pid

    def poll(self) -> int | None:
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        with self._news:
            if not self._news.wait_for(lambda: self.returncode is not None, timeout):
                raise subprocess.TimeoutExpired("fork", timeout)
            return self.returncode

    def kill(self) -> None:
        os.kill(self.pid, signal.SIGKILL)


class ForkedProcess(Process):
    """A Process that begins when it gets its orders."""

    def __init__(self, nest: Nest) -> None:
        self._nest = nest
        super().__init__([])

    def _begin(self, *command) -> Hatchling:
        return Hatchling()

    def order(self, text: str) -> None:
        orders = json.loads(text)
        orders["environment"][PROCESS_VARIABLE] = self._mark  # for what it starts
        self._nest.hatch(self._popen, orders)
