"""The page's script does not end, or loads the page again and again."""

import re

from tests.diagnosis.evidence import Evidence
from tests.diagnosis.rule import DONE, MARKUP, PAGE_SOCKET, PAGES, TALK, Cause
from tests.diagnosis.source import Place

EXPLAINS = PAGES | PAGE_SOCKET | TALK | MARKUP
RANK = DONE
HINTS = (
    "Open the page yourself: you cannot type, and the browser says that it does not respond.",
    "A page has one thread. While a loop runs, no message comes and no key is heard.",
    "    // instead of a loop that waits\n    chatSocket.onmessage = (event) => { ... };",
)

OFTEN = 4  # a page that is asked for as often loads itself


def match(seen: Evidence) -> Cause | None:
    found = seen.failure.found
    signs = ("did not load within", "page does not answer", "stale element")
    if not any(sign in found for sign in signs):
        return None
    for room in seen.rooms:
        asked = re.findall(rf"GET /chat/{re.escape(room)}/", seen.log)
        if len(asked) >= OFTEN:
            return Cause(
                "the page loads itself again and again, and forgets its WebSocket each time",
                "find what loads it",
                one_line(
                    seen, r"\.reload\(|location\s*=|location\.href\s*=|http-equiv"
                ),
            )
    if "stale element" in found:
        return None
    return Cause(
        "the page's script does not end, so the page does not answer",
        "find the loop that goes on for ever",
        one_line(seen, r"\bwhile\s*\(\s*(true|1)\b|\bfor\s*\(\s*;\s*;", r"\bwhile\b"),
    )


def one_line(seen: Evidence, *patterns: str) -> Place | None:
    place = seen.page_place(*patterns)
    return place if place.line else None
