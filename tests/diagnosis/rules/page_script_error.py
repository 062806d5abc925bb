"""The page's script stops with an error."""

import re

from tests.diagnosis.evidence import Evidence
from tests.diagnosis.rule import PAGE_SOCKET, PLAIN, TALK, Cause

EXPLAINS = PAGE_SOCKET | TALK
RANK = PLAIN
HINTS = (
    "Open the browser's console (F12) on the page: it names the file and the line.",
    "After an error the rest of a script, or of the function it is in, does not run.",
    "    // read the error in the console, and mend that line",
)


def match(seen: Evidence) -> Cause | None:
    for view in seen.views:
        if view.errors:
            error = view.errors[0]
            if error.startswith("cannot load"):
                name = error.rpartition("/")[2]
                return Cause(
                    f"the browser {error}",
                    "look where the page asks for it, and where the file is",
                    seen.page_place(re.escape(name), r"<script[^>]+src"),
                )
            return Cause(
                f"the page's script stops: {error}",
                "look at that in the browser's console (F12), which names the line",
                seen.page_place(r"new WebSocket\("),
            )
    return None
