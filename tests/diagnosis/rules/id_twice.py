"""Two elements of the page have the same id, and the first is the wrong one."""

import re

from tests.diagnosis.evidence import Evidence
from tests.diagnosis.rule import DONE, PAGES, TALK, Cause

EXPLAINS = PAGES | TALK
RANK = DONE
HINTS = (
    "Look for the id in the HTML of the page, and in the templates that it extends.",
    "An id belongs to one element. Where two have it, document.querySelector() and "
    "getElementById() take the first.",
    '    <input id="chat-message-input">   <!-- once in the page -->',
)
CHATS = ("room-name-input", "chat-log", "chat-message-input", "chat-message-submit")


def match(seen: Evidence) -> Cause | None:
    view = seen.page
    if not view or seen.errors or "the tab is at" in seen.failure.expected:
        return None
    for id_ in CHATS:
        if view.ids.count(id_) > 1:
            return Cause(
                f"{view.ids.count(id_)} elements of the page have the id {id_}; a person "
                "and the script may each use another one",
                "leave it to the one that the chat needs, and give the other a new id",
                seen.page_place(rf"""\bid\s*=\s*["']?{re.escape(id_)}\b"""),
            )
    return None
