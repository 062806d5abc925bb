"""Enter submits a form, which loads the page again."""

import re

from tests.diagnosis.evidence import Evidence
from tests.diagnosis.page_script import script_errors
from tests.diagnosis.rule import SAID, TALK, Cause

EXPLAINS = TALK
RANK = SAID
HINTS = (
    "Watch the page when you press Enter: it blinks, and a ? appears in the address.",
    "In a form, Enter and the button send the form, and the browser leaves the page. The "
    "script has to prevent that.",
    "    form.onsubmit = (event) => {\n        event.preventDefault();\n        ...",
)


def match(seen: Evidence) -> Cause | None:
    if script_errors(seen):
        return None  # its script stops, and cannot prevent it
    for room in seen.rooms:
        address = rf"/chat/{re.escape(room)}/"
        if re.search(rf"GET {address}\?|POST {address}", seen.log):
            return Cause(
                "Enter submits the form around the message field, so the page is loaded "
                "again and forgets its WebSocket and its log",
                "call event.preventDefault() when the form is submitted, or have no <form>",
                seen.page_place(r"onsubmit|[\"'`]submit[\"'`]", r"<form"),
            )
    return None
