"""Entering a room, by a tab or by a client without a page, with the patience for a cold start.

The first handshake of a server that has just started imports what Channels and Redis need:
on a slow computer that takes longer than a person would wait. A tab can lose its server, too,
and come back.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from tests.checks import people
from tests.checks.promise import CheckFailed, expect
from tests.exercises.frames import content_of
from tests.harness.patience import COLD_START, in_no_hurry
from tests.harness.server import Server
from tests.harness.sockets import Refused, Socket, open_socket
from tests.harness.subject import Subject
from tests.harness.tab import Tab
from tests.harness.tabs import Tabs

COMES_BACK = 15.0  # seconds; a page may wait longer and longer between its attempts
SENT_AGAIN = 5.0  # seconds; the stage's page says nothing for 2.5 s after a reconnect


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
    expect(heard == [own], expected, f"it gets {people.quoted(heard)}")


def enter(server: Server, tabs: Tabs, room: str) -> Tab:
    """Open the room in a tab and return the tab when its WebSocket is open."""
    return people.enter(server, tabs, room, within=COLD_START)


def two_in(server: Server, tabs: Tabs, room: str) -> tuple[Tab, Tab]:
    """Return two tabs that have entered the same room."""
    return enter(server, tabs, room), enter(server, tabs, room)


def expect_lost(tab: Tab) -> None:
    """Fail unless the page of the tab comes to see that its server has stopped."""
    closed = "view.sockets.every((socket) => socket.state === 'closed')"
    expect(tab.until(closed)[0], "the tab loses its server", "it does not")


@contextmanager
def reconnected(subject: Subject, server: Server, tab: Tab) -> Iterator[Server]:
    """Start the tab's server, which has stopped, once more; go on when the tab is back.

    Give the new server, which has the same port. Whoever waits in here waits for the whole
    time: a page may send by a clock.
    """
    expect_lost(tab)
    with subject.another_server(port=server.port) as again, in_no_hurry():
        back = tab.connects(COMES_BACK).connected
        expect(back, "the tab reconnects when its server is back", "it does not")
        yield again
