"""The terminals of a reader: what runs in them, and what it has printed."""

import time
from collections.abc import Mapping
from pathlib import Path

from docs.machinery.steps.blocks import Block
from docs.machinery.steps.commands import PORT_GIVEN, REDIS_PORT, WEB_PORT, Command
from tests.harness.launching import launch
from tests.harness.nest import Nest
from tests.harness.ports import free_port, wait_until_listening
from tests.harness.processes import Process
from tests.harness.project import Project
from tests.harness.redis_server import REDIS_VARIABLE
from tests.steps import ROOT

ENDS = 600  # seconds in which a command has to end that does not keep running
STARTS = 600  # seconds in which one has to be ready that keeps running
STOPS = 60  # seconds in which it has to end after Ctrl-C


class Ports:
    """Which free port stands for each port that the chapter names."""

    def __init__(self) -> None:
        self._used = {WEB_PORT: free_port(), REDIS_PORT: free_port()}

    def used(self, shown: int) -> int:
        """Return the port that is used where the chapter says ``shown``."""
        if shown not in self._used:
            self._used[shown] = free_port()
        return self._used[shown]

    @property
    def shown(self) -> dict[int, int]:
        """What the chapter says for each port that is used."""
        return {used: shown for shown, used in self._used.items()}

    def in_words(self, words: list[str]) -> list[str]:
        """Return the words with the ports that are used."""
        return [
            PORT_GIVEN.sub(
                lambda found: found[0].replace(found[1], str(self.used(int(found[1])))),
                word,
            )
            if PORT_GIVEN.fullmatch(word)
            else word
            for word in words
        ]


class Terminal:
    """One terminal. What keeps running in it is started anew after a change of a file.

    Django's runserver does that by itself, a second later. Here it is done when the next
    block needs the server, so that a run does the same each time. With a ``nest`` that is
    faster.
    """

    def __init__(
        self,
        number: int,
        ports: Ports,
        folder: Path,
        *,
        redis_url: str | None = None,
        nest: Nest | None = None,
    ) -> None:
        self.number = number
        self._nest = nest
        self.command: Command | None = None
        self._ports = ports
        self._folder = folder
        self._environment = {
            "WORKBOOK_CALLED_FROM": str(folder.parent),
            "WORKBOOK_START_UP": str(STARTS),
            **({REDIS_VARIABLE: redis_url} if redis_url else {}),
        }
        self._before: list[str] = []
        self._process: Process | None = None
        self._is_stale = False

    @property
    def lines(self) -> list[str]:
        """All that was printed here so far."""
        return self._before + (self._process.lines if self._process else [])

    def run(self, command: Command, *, more: Mapping[str, str] | None = None) -> int:
        """Run the command to its end and return its exit code. Raise ChapterError."""
        self._begin(command, self._argv(command), more or {})
        code = self._process.wait(ENDS)
        self._close()
        if code is None:
            raise command.block.error(f"{command.typed} did not end within {ENDS} s")
        return code

    def keep_running(self, command: Command) -> None:
        """Start the command and return when it is ready. Raise ChapterError."""
        ready = command.ready
        argv = self._argv(command)
        if command.words[:3] == ["nox", "-s", "redis"]:
            argv += ["--port", str(self._ports.used(REDIS_PORT))]
        if command.is_server:
            argv = self._with_port(argv)
        self._begin(command, argv, {})
        self.command = command
        if not self._process.wait_for_line(ready, STARTS):
            self._close()
            raise command.block.error(
                f"{command.typed} was not ready: it has not printed “{ready}”.\n"
                f"{self.tail()}"
            )
        if command.is_server:
            wait_until_listening(int(argv[-1].rpartition(":")[2]), STARTS)

    def refresh(self) -> None:
        """Start the server anew, if a file was changed since it was started.

        It may end with an error, as a server does that finds one in the new files.
        """
        if not self._is_stale or not self.command:
            return
        self._is_stale = False
        argv = [*self._with_port(self._argv(self.command)), "--noreload"]
        self._begin_anew(argv)
        ready = self.command.ready
        if self._process.wait_for_line(ready, STARTS):
            wait_until_listening(int(argv[-2].rpartition(":")[2]), STARTS)
        elif self._process.wait(1) is None:
            raise self.command.block.error(
                f"{self.command.typed} neither started nor ended after the changes.\n"
                f"{self.tail()}"
            )

    def files_change(self) -> None:
        """Stop a server whose files are about to change; refresh() starts it again."""
        if self.command and self.command.is_server and not self._is_stale:
            self._close()
            self._is_stale = True

    def interrupt(self, block: Block) -> None:
        """Press Ctrl-C and return when the command has ended. Raise ChapterError."""
        if not self.command:
            raise block.error(f"nothing keeps running in terminal {self.number}")
        self.command = None
        self._is_stale = False
        if self._process:
            self._process.interrupt()
            ended = self._process.wait(STOPS)
            self._close()
            if ended is None:
                raise block.error(f"it had not ended {STOPS} s after Ctrl-C")

    def wait_for(self, text: str, after: int, within: float) -> int | None:
        """Return the number of the first line from ``after`` on that holds the text."""
        deadline = time.monotonic() + within
        while True:
            lines = self.lines
            for number in range(after, len(lines)):
                if text in lines[number]:
                    return number
            rest = deadline - time.monotonic()
            if not self._process or rest <= 0:
                return None
            seen = len(lines) - len(self._before)
            if not self._process.wait_for_line("", rest, after=seen):
                return None

    def tail(self, number: int = 25) -> str:
        """Return the last lines, for the message of an error."""
        lines = self.lines[-number:] or ["nothing"]
        return "\n".join([f"terminal {self.number} said:", *(f"  {x}" for x in lines)])

    def close(self) -> None:
        self.command = None
        self._close()

    def _argv(self, command: Command) -> list[str]:
        return self._ports.in_words(command.argv())

    def _with_port(self, argv: list[str]) -> list[str]:
        """Return the words of runserver with a port."""
        if argv[-1] == "runserver":
            return [*argv, f"127.0.0.1:{self._ports.used(WEB_PORT)}"]
        return argv

    def _begin(
        self, command: Command, argv: list[str], more: Mapping[str, str]
    ) -> None:
        if self._process:
            raise command.block.error(
                f"in terminal {self.number} {self.command.typed} still runs: use "
                ":interrupt-first: or another terminal"
            )
        environment = {**self._environment, **more}
        if command.in_workbook:  # it looks for a Redis as on the reader's computer
            environment.pop(REDIS_VARIABLE, None)
        cwd = ROOT if command.in_workbook else self._folder
        self._process = Process(argv, cwd=cwd, env=environment)

    def _begin_anew(self, argv: list[str]) -> None:
        """Start the server, as a fork of a Python that is ready for it if there is one."""
        if not self._nest or argv[1] != "manage.py":
            self._begin(self.command, argv, {})
            return
        project = Project.at(self._folder)
        self._process = launch(project, argv[2:], self._environment, self._nest)

    def _close(self) -> None:
        if self._process:
            self._process.kill()
            self._before += self._process.lines
            self._process = None
