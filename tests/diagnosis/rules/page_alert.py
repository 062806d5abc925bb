"""The page opens a window that waits for a click."""

from tests.diagnosis.evidence import Evidence
from tests.diagnosis.rule import MARKUP, PAGE_SOCKET, PAGES, SAID, TALK, Cause

EXPLAINS = PAGES | PAGE_SOCKET | TALK | MARKUP
RANK = SAID
HINTS = (
    "Look for alert(, confirm( and prompt( in the page's script.",
    "They stop the page until somebody clicks. Messages belong into the page, and what you "
    "want to know while you build into the console.",
    "    console.log(data.message);",
)


def match(seen: Evidence) -> Cause | None:
    if "unexpected alert open" not in seen.failure.found:
        return None
    place = seen.page_place(r"\b(alert|confirm|prompt)\(")
    return Cause(
        "the page opens an alert(), which stops it until somebody clicks",
        "use console.log() to see a value",
        place if place.line else None,
    )
