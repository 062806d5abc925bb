"""What other people typed becomes HTML of the page."""

from tests.diagnosis.evidence import Evidence
from tests.diagnosis.rule import DONE, MARKUP, Cause

EXPLAINS = MARKUP
RANK = DONE
HINTS = (
    "Look for innerHTML, insertAdjacentHTML and document.write in the page's script.",
    "innerHTML parses a text as HTML. What somebody typed may be a script: set it as text.",
    "    line.textContent = data.message;   // or the value of a textarea",
)


def match(seen: Evidence) -> Cause | None:
    if not seen.views:
        return None
    pattern = r"innerHTML|insertAdjacentHTML|outerHTML|document\.write|\.html\("
    found = seen.search(pattern, seen.page_files)
    safe = seen.search(r"\|\s*safe|mark_safe", (".html", ".py"))
    if not found and not safe:
        return None
    return Cause(
        "a message from another user is read as HTML by this page, and its scripts run",
        "use textContent, or a textarea's value, and not innerHTML",
        seen.page_place(pattern),
    )
