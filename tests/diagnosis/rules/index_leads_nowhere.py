"""Entering a room's name on the index page does not lead to the room."""

from tests.diagnosis.evidence import Evidence
from tests.diagnosis.rule import PAGES, PLAIN, Cause

EXPLAINS = PAGES
RANK = PLAIN
HINTS = (
    "Look at what the index page does when somebody types a name and presses Enter.",
    "Its script, or its form, has to send the browser to /chat/ and the name and a slash.",
    '    window.location.pathname = "/chat/" + roomName + "/";',
)


def match(seen: Evidence) -> Cause | None:
    if "it is at" not in seen.failure.found:
        return None
    view = seen.page
    error = f'; its script says "{view.errors[0]}"' if view and view.errors else ""
    return Cause(
        f"the index page does not go to the room: {seen.failure.found}{error}",
        'let it open "/chat/" + roomName + "/"',
        seen.page_place(r"location\b", "room-name-submit", "room-name-input"),
    )
