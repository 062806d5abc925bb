"""Entering a room, by a tab or by a client without a page, with the patience for a cold start.

The first handshake of a server that has just started imports what Channels and Redis need:
on a slow computer that takes longer than a person would wait.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from tests.checks import people
from tests.checks.promise import CheckFailed, expect
from tests.exercises.frames import content_of
from tests.harness.patience import COLD_START
from tests.harness.server import Server
from tests.harness.sockets import Refused, Socket, open_socket
from tests.harness.tab import Tab
from tests.harness.tabs import Tabs


@contextmanager
def client(server: Server, room: str) -> Iterator[Socket]:
    """Open the room's WebSocket. Raise CheckFailed when the handshake is not accepted."""
    try:
        with open_socket(server, room, within=COLD_START) as socket:
            yield socket
    except Refused as refusal:
        raise CheckFailed("the handshake is accepted", str(refusal)) from None


def next_with(socket: Socket, *keys: str) -> str | None:
    """Return the next frame with one of these keys, None where none comes.

    A solution may send more than an exercise asks for, as a greeting after accept().
    """
    while (frame := socket.receive()) is not None:
        if content_of(frame).keys() & set(keys):
            return frame
    return None


def messages_until(socket: Socket, last: str) -> list[str]:
    """Return the messages that come up to this one, without frames that hold none."""
    return [one for one in socket.hear_until(last) if one is not None]


def expect_its_own_only(socket: Socket, expected: str) -> None:
    """Fail unless the next message that reaches the socket is what it says itself."""
    own = "my own message"
    socket.say(own)  # what was sent to it earlier would be before it
    heard = messages_until(socket, own)
    expect(heard == [own], expected, f"it gets {quoted(heard)}")


def quoted(messages: list[str]) -> str:
    """Return the messages as a learner reads them: "hi", "hello"; nothing if none."""
    return ", ".join(f'"{message}"' for message in messages) or "nothing"


def enter(server: Server, tabs: Tabs, room: str) -> Tab:
    """Open the room in a tab and return the tab when its WebSocket is open."""
    return people.enter(server, tabs, room, within=COLD_START)


def two_in(server: Server, tabs: Tabs, room: str) -> tuple[Tab, Tab]:
    """Return two tabs that have entered the same room."""
    return enter(server, tabs, room), enter(server, tabs, room)
