"""Pressing Enter sends nothing, while the button works."""

from tests.diagnosis.evidence import Evidence
from tests.diagnosis.rule import DONE, TALK, Cause

EXPLAINS = TALK
RANK = DONE
HINTS = (
    "Look for the word key in the page's script.",
    "e.key is 'Enter', with a capital E. In a form, Enter submits the form.",
    "    document.querySelector('#chat-message-input').onkeyup = function(e) {\n"
    "        if (e.key === 'Enter') {",
)


def match(seen: Evidence) -> Cause | None:
    view = seen.page
    if not view or not view.connected or not seen.button_sends:
        return None
    place = seen.page_place(
        r"\.key(Code)?\b", r"onkeyup|onkeydown|keypress|addEventListener\(.key"
    )
    return Cause(
        "pressing Enter sends nothing, and the Send button does",
        "compare e.key with 'Enter', with a capital E",
        place,
    )
