"""The page sends before its WebSocket is open."""

from tests.diagnosis.evidence import Evidence
from tests.diagnosis.page_script import script_errors
from tests.diagnosis.rule import PAGE_SOCKET, TALK, WRITTEN, Cause

EXPLAINS = PAGE_SOCKET | TALK
RANK = WRITTEN
HINTS = (
    "Look at every send() in the page's script, and at every new WebSocket().",
    "A new WebSocket is not open at once. What is to be sent first belongs into onopen, and "
    "each page needs one WebSocket, made when it is loaded.",
    "    chatSocket.onopen = function() {\n        chatSocket.send(...);\n    };",
)


def match(seen: Evidence) -> Cause | None:
    early = [e for e in script_errors(seen) if "CONNECTING state" in e.text]
    if not early or seen.errors:
        return None
    many = max((len(view.sockets) for view in seen.views), default=0)
    if many > 1:
        return Cause(
            f"the page has made {many} WebSockets, and sends with one that is not open yet",
            "make one when the page is loaded, and send with that one",
            seen.page_place(r"^\s+.*new WebSocket\("),
        )
    return Cause(
        "the page calls send() as soon as the WebSocket is made, before it is open",
        "send in chatSocket.onopen, or when somebody has typed something",
        early[0].place or seen.page_place(r"\.send\("),
    )
