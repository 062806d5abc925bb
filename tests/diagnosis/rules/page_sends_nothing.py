"""The page is connected and sends nothing when somebody writes."""

from tests.diagnosis.evidence import Evidence
from tests.diagnosis.rule import TALK, WRITTEN, Cause

EXPLAINS = TALK
RANK = WRITTEN
HINTS = (
    "Open the browser's console (F12) on the page, and press Enter in the message field.",
    "What is typed has to go to chatSocket.send(), by Enter and by the button.",
    "    document.querySelector('#chat-message-submit').onclick = function(e) {",
)


def match(seen: Evidence) -> Cause | None:
    view = seen.page
    if not view or not view.connected or seen.frames_from_page:
        return None
    if seen.button_sends or any(
        one.handled("websocket.receive") for one in seen.connections
    ):
        return None
    says = f'; its script says "{view.errors[0]}"' if view.errors else ""
    return Cause(
        f"the page sends nothing, neither by Enter nor by the button{says}",
        "let both call chatSocket.send()",
        seen.page_place(r"\.send\(", r"chat-message-submit"),
    )
