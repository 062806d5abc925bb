"""The page opens no WebSocket."""

from tests.diagnosis.evidence import Evidence
from tests.diagnosis.rule import PAGE_SOCKET, PLAIN, TALK, Cause
from tests.diagnosis.source import Place

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
        place_of_script(seen),
    )


def place_of_script(seen: Evidence) -> Place | None:
    """Return where the page's script is, or where one belongs."""
    for text in ("WebSocket", "<script", "</body>", "{% endblock"):
        for file in seen.files_of_page:
            if line := seen.line_with(file, text):
                return Place(file, line)
    return None
