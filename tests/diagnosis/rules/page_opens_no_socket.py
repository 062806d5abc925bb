"""The page opens no WebSocket."""

from tests.diagnosis.evidence import Evidence
from tests.diagnosis.rule import PAGE_SOCKET, PLAIN, TALK, Cause

EXPLAINS = PAGE_SOCKET | TALK
RANK = PLAIN
HINTS = (
    "Look for new WebSocket( in the page's script.",
    "The page opens the WebSocket of its room when it is loaded.",
    "    const chatSocket = new WebSocket(\n        'ws://' + window.location.host + "
    "'/ws/chat/' + roomName + '/'\n    );",
)


def match(seen: Evidence) -> Cause | None:
    view = seen.page
    if not view or view.sockets or view.errors:
        return None
    return Cause(
        "the room page opens no WebSocket, and its script says nothing about it",
        "open one: new WebSocket('ws://' + window.location.host + '/ws/chat/' + roomName + '/')",
        seen.page_place(r"WebSocket", r"<script"),
    )
