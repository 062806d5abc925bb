"""Clients of a room without a page, where a handshake that is refused fails the check."""

from collections.abc import Iterator
from contextlib import contextmanager

from tests.checks.promise import CheckFailed
from tests.harness.server import Server
from tests.harness.sockets import Refused, Socket, open_socket


@contextmanager
def client(server: Server, room: str) -> Iterator[Socket]:
    """Open the room's WebSocket. Raise CheckFailed when the handshake is not accepted."""
    try:
        with open_socket(server, room) as socket:
            yield socket
    except Refused as refusal:
        raise CheckFailed("the handshake is accepted", str(refusal)) from None
