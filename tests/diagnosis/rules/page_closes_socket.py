"""The page closes its own WebSocket."""

from tests.diagnosis.evidence import Evidence
from tests.diagnosis.rule import PAGE_SOCKET, PLAIN, TALK, Cause

EXPLAINS = PAGE_SOCKET | TALK
RANK = PLAIN
HINTS = (
    "Look for .close( in the page's script.",
    "close() ends the WebSocket, and nothing can be sent or received any more.",
    "    // no chatSocket.close() where the page still needs it",
)


def match(seen: Evidence) -> Cause | None:
    view = seen.page
    if not view or not view.sockets or view.connected or seen.errors:
        return None
    refused = [one for one in seen.connections if one.of("sent") and not one.accepted]
    place = seen.page_place(r"[sS]ocket\w*\.close\(")
    if refused or not place.line:
        return None
    return Cause(
        "the WebSocket is closed, and the page's script has a close() itself",
        "see when it comes to that line",
        place,
    )
