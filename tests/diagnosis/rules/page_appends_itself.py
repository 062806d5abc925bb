"""The page writes what is typed into the log itself, and again when it comes back."""

from tests.diagnosis.evidence import Evidence
from tests.diagnosis.rule import DONE, TALK, Cause

EXPLAINS = TALK
RANK = DONE
HINTS = (
    "Look for every place in the page's script that changes the log.",
    "The log is written when a frame arrives, in onmessage, and nowhere else.",
    "    chatSocket.send(JSON.stringify({'message': message}));\n"
    "    messageInputDom.value = '';   // and nothing with the log",
)


def match(seen: Evidence) -> Cause | None:
    for view in seen.views:
        received = sum(len(s["received"]) for s in view.sockets)
        if received and len(view.messages) > received and "undefined" not in view.log:
            return Cause(
                f"the log has {len(view.messages)} lines and {received} frames arrived: the "
                "page adds what is typed to the log itself",
                "change the log in onmessage only",
                seen.page_place(r"value\s*\+=", r"chat-log"),
            )
    return None
