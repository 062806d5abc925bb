"""Single keys from a terminal, without Enter."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

CTRL_C = "\x03"


@contextmanager
def single_keys() -> Iterator[Callable[[], str] | None]:
    """Give a function that waits for the next key, or None where there is no terminal.

    The terminal is as before when the block ends.
    """
    if not sys.stdin.isatty():
        yield None
    elif sys.platform == "win32":
        import msvcrt

        yield msvcrt.getwch
    else:
        import termios
        import tty

        before = termios.tcgetattr(sys.stdin)
        tty.setcbreak(sys.stdin)  # Ctrl-C still interrupts
        try:
            yield lambda: sys.stdin.read(1)
        finally:
            termios.tcsetattr(sys.stdin, termios.TCSADRAIN, before)
