"""Programs that we start, whose output can be waited for line by line."""

import os
import re
import secrets
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from tests.harness.reaper import (
    PROCESS_VARIABLE,
    children_of,
    end_all,
    has_in_environment,
    writes_to,
)
from tests.harness.run import APART, scratch_environment

FLOOD = 5_000_000  # characters; a program that prints more is ended
LAST_WORDS = 0.5  # seconds to read what an ended program has printed


class Process:
    """A running program and everything that it has printed.

    ``lines`` holds its standard output and standard error, in the order they came.
    ``flooded`` tells that it was ended because it printed more than FLOOD characters.

    All that it starts inherits a mark in its environment, by which kill() finds also
    what has left its process group, as daemons do.
    """

    def __init__(
        self,
        command: Sequence[str | Path],
        *,
        cwd: Path | None = None,
        env: Mapping[str, str] | None = None,
        takes_orders: bool = False,
    ) -> None:
        self.lines: list[str] = []
        self.flooded = False
        self._ended = False
        self._killed = False
        self._mark = secrets.token_hex(8)
        self._news = threading.Condition()
        self._popen = self._begin(
            [str(part) for part in command], cwd, env or {}, takes_orders
        )
        self._pipe = os.fstat(self._popen.stdout.fileno()).st_ino
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        threading.Thread(target=self._notice_end, daemon=True).start()

    def _begin(
        self, command: list[str], cwd, env: Mapping[str, str], takes_orders: bool
    ) -> subprocess.Popen:
        return subprocess.Popen(
            command,
            cwd=cwd,
            env={
                **scratch_environment(),
                "PYTHONUNBUFFERED": "1",
                **env,
                PROCESS_VARIABLE: self._mark,
            },
            stdin=subprocess.PIPE if takes_orders else subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            **APART,
        )

    def _read(self) -> None:
        printed = 0
        with self._popen.stdout as output:
            # A part of a line where the line is too long to wait for its end.
            while line := output.readline(FLOOD):
                printed += len(line)
                if printed > FLOOD:
                    self.flooded = True
                    self._end_all()
                    break
                with self._news:
                    self.lines.append(line.rstrip("\n"))
                    self._news.notify_all()
        self._tell_end()

    def _notice_end(self) -> None:
        """The end of the output does not tell, where a child holds on to it."""
        self._popen.wait()
        self._reader.join(LAST_WORDS)
        self._tell_end()

    def _tell_end(self) -> None:
        with self._news:
            self._ended = True
            self._news.notify_all()

    def order(self, text: str) -> None:
        """Write the text to its standard input, which ends with it."""
        with suppress(BrokenPipeError), self._popen.stdin as orders:
            orders.write(text)

    @property
    def output(self) -> str:
        return "\n".join(self.lines)

    @property
    def pid(self) -> int:
        return self._popen.pid

    @property
    def exit_code(self) -> int | None:
        """None while the program runs."""
        return self._popen.poll()

    def wait_for_line(
        self, pattern: str, within: float, *, after: int = 0
    ) -> str | None:
        """Return the first line from number ``after`` on in which ``pattern`` is found.

        Return None when ``within`` seconds are over or the program has ended without.
        """
        deadline = time.monotonic() + within
        seen = after
        with self._news:
            while True:
                for line in self.lines[seen:]:
                    if re.search(pattern, line):
                        return line
                seen = max(seen, len(self.lines))
                rest = deadline - time.monotonic()
                if self._ended or rest <= 0:
                    return None
                self._news.wait(rest)

    def interrupt(self) -> None:
        """Do what Ctrl-C in the program's own terminal does."""
        if sys.platform == "win32":
            self._popen.send_signal(signal.CTRL_BREAK_EVENT)
        else:
            os.killpg(self._popen.pid, signal.SIGINT)

    def crash(self) -> None:
        """Kill the program alone and unprepared. Its children are told nothing."""
        self._popen.kill()

    def wait(self, within: float | None) -> int | None:
        """Return the exit code, or None if the program still runs after that time.

        With None instead of seconds, wait for as long as it runs.
        """
        try:
            return self._popen.wait(within)
        except subprocess.TimeoutExpired:
            return None

    def kill(self) -> None:
        """End the program and all that it started at once. A second call does nothing."""
        if self._killed:
            return
        self._killed = True
        self._end_all()
        self._popen.wait()
        self._reader.join(LAST_WORDS)
        if self._reader.is_alive():  # something that has lost the mark has our pipe
            end_all(lambda process: writes_to(process, self._pipe))
        if self._popen.stdin and not self._popen.stdin.closed:
            self._popen.stdin.close()

    def _end_all(self) -> None:
        runs = self.exit_code is None
        known = children_of([self._popen.pid]) if runs else ()  # also without the mark
        if sys.platform == "win32":
            subprocess.run(
                ["taskkill", "/F", "/T", "/PID", str(self._popen.pid)],
                capture_output=True,
                check=False,
            )
        else:
            with suppress(ProcessLookupError, PermissionError):  # it has ended
                os.killpg(self._popen.pid, signal.SIGKILL)
        end_all(
            lambda process: has_in_environment(process, PROCESS_VARIABLE, self._mark),
            known,
        )
