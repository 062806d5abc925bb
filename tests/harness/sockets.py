"""WebSocket clients without a page: what a handshake is answered, frames both ways."""

import json
import socket
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress

from websockets.exceptions import ConnectionClosed, InvalidHandshake
from websockets.sync.client import connect

from tests.harness.patience import GIVE_UP, HASTE, PATIENCE
from tests.harness.server import Server


class Refused(Exception):
    """The handshake was not accepted. ``status`` is the HTTP status, None for a hang."""

    def __init__(self, status: int | None, what: str) -> None:
        super().__init__(what)
        self.status = status


class Socket:
    """An open WebSocket. See open_socket()."""

    def __init__(self, connection) -> None:
        self._connection = connection

    def send(self, frame: str | bytes) -> None:
        self._connection.send(frame)

    def send_anyhow(self, frame: str | bytes) -> None:
        """Send a frame that the server may answer by closing while it is under way."""
        with suppress(ConnectionClosed):  # close_code tells
            self.send(frame)

    def say(self, message: str) -> None:
        self.send(json.dumps({"message": message}))

    def break_off(self) -> None:
        """End the connection as a network does that breaks: without a close frame."""
        self._connection.socket.shutdown(socket.SHUT_RDWR)

    def receive(self, within: float = PATIENCE) -> str | None:
        """Return the next frame, or None when none came or the socket was closed."""
        try:
            return self._connection.recv(timeout=within)
        except (TimeoutError, ConnectionClosed):
            return None

    def hear(self, within: float = PATIENCE) -> str | None:
        """Return the message in the next frame, or None if there was none."""
        return message_in(self.receive(within))

    def hear_until(self, last: str, within: float = PATIENCE) -> list[str]:
        """Return the messages up to ``last``, or those that came in ``within`` s."""
        heard = []
        deadline = time.monotonic() + within
        while (rest := deadline - time.monotonic()) > 0:
            frame = self.receive(rest)
            if frame is None:
                break
            heard.append(message_in(frame))
            if heard[-1] == last:
                break
        return heard

    @property
    def close_code(self) -> int | None:
        """The code with which the server closed; None while the socket is open."""
        return self._connection.close_code


def message_in(frame: str | bytes | None) -> str | None:
    """Return the text in a frame {"message": "..."}, or None for any other frame."""
    return _text_at("message", frame)


def error_in(frame: str | bytes | None) -> str | None:
    """Return the text in a frame {"error": "..."}, or None for any other frame."""
    return _text_at("error", frame)


def _text_at(key: str, frame: str | bytes | None) -> str | None:
    try:
        content = json.loads(frame) if frame is not None else None
    except ValueError:
        return None
    text = content.get(key) if isinstance(content, dict) else None
    return text if isinstance(text, str) else None


OWN_PAGE = object()


@contextmanager
def open_socket(
    server: Server,
    room: str,
    *,
    origin: str | object | None = OWN_PAGE,
    path: str = "/ws/chat/",
    headers: Mapping[str, str] | None = None,
    within: float | None = None,
) -> Iterator[Socket]:
    """Open the room's WebSocket as a page of ``origin`` would; None sends no Origin.

    ``headers`` are sent with the handshake, as a cookie. ``within`` are the seconds that
    it may take, where that is not what a person would wait.

    Raise Refused when the handshake is not accepted.
    """
    patience = within or (PATIENCE if GIVE_UP.get() is None else HASTE)
    try:
        connection = connect(
            f"ws://127.0.0.1:{server.port}{path}{room}/",
            origin=server.url if origin is OWN_PAGE else origin,
            additional_headers=headers,
            open_timeout=patience,
            close_timeout=1,
            ping_interval=None,
            max_size=None,
        ).__enter__()
    except InvalidHandshake as refusal:
        response = getattr(refusal, "response", None)
        status = response.status_code if response else None
        raise Refused(status, f"HTTP {status}" if status else str(refusal)) from None
    except (TimeoutError, OSError, EOFError):
        raise Refused(None, f"no answer within {patience:g} s") from None
    try:
        yield Socket(connection)
    finally:
        connection.close()
