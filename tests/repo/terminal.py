"""A program in a terminal of its own, as people use it. Not for Windows."""

import os
import pty
import select
import subprocess
import time


class Terminal:
    """Use it with ``with``: the program ends with the block, at the latest."""

    def __init__(self, command, cwd, environment) -> None:
        self._master, slave = pty.openpty()
        self._program = subprocess.Popen(
            command,
            cwd=cwd,
            env=environment,
            stdin=slave,
            stdout=slave,
            stderr=slave,
            start_new_session=True,
        )
        os.close(slave)
        self._printed = b""

    def __enter__(self) -> "Terminal":
        return self

    def __exit__(self, *error) -> None:
        self._program.kill()
        self._program.wait()
        os.close(self._master)

    def press(self, keys: str) -> None:
        """Type, and forget what was printed before."""
        self._printed = b""
        os.write(self._master, keys.encode())

    def wait_for(self, text: str, within: float) -> None:
        """Return when the text was printed. Raise AssertionError with what was instead."""
        deadline = time.monotonic() + within
        while text.encode() not in self._printed:
            rest = deadline - time.monotonic()
            readable, _, _ = select.select([self._master], [], [], max(rest, 0))
            if not readable:
                raise AssertionError(f"{text!r} is not in {self._printed.decode()}")
            self._printed += self._read()

    def _read(self) -> bytes:
        try:
            return os.read(self._master, 65536)
        except OSError as ended:  # Linux says so when the program has ended
            raise AssertionError(f"it ended: {self._printed.decode()}") from ended

    def exit_code(self, within: float) -> int:
        return self._program.wait(within)
