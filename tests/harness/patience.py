"""How long we wait, as a person would."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

PATIENCE = 2.0  # seconds before a person calls it broken
COLD_START = 15.0  # seconds for the first handshake and message of a new server process
HASTE = 1.5  # the same for a handshake, for who is in a hurry

GIVE_UP: ContextVar[Callable[[float], bool] | None] = ContextVar(
    "give_up", default=None
)
"""Tells whether there is nothing more to wait for, given when what is waited for began.

For who is in a hurry; None means to wait for the whole time. The moment is as that of
time.time(), in seconds.
"""


@contextmanager
def in_no_hurry() -> Iterator[None]:
    """Wait for the whole time in here: for what comes by a clock, and after nothing else."""
    token = GIVE_UP.set(None)
    try:
        yield
    finally:
        GIVE_UP.reset(token)
