"""What a tab shows at a moment."""

from dataclasses import dataclass

BROKEN_OFF = 1006  # the close code of a WebSocket that failed


@dataclass(frozen=True)
class View:
    """What a tab shows. ``log`` is None where the page has no #chat-log.

    A socket is a dict: url, state (connecting, open, closed), the frames sent and
    received, and the close code. ``errors`` are those of the page's scripts, with the
    path and the line where the browser knows them. ``ids`` are those of its elements.
    """

    log: str | None
    sockets: list[dict]
    errors: list[str]
    text: str
    ids: list[str]

    @property
    def messages(self) -> list[str]:
        return (self.log or "").splitlines()

    @property
    def connected(self) -> bool:
        """Whether a WebSocket of the page is open."""
        return any(socket["state"] == "open" for socket in self.sockets)

    @property
    def has_failed(self) -> bool:
        """Whether a WebSocket of the page could not connect, or broke off."""
        return any(socket["code"] == BROKEN_OFF for socket in self.sockets)
