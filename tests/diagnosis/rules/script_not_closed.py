"""A <script> has no </script>, so what stands below it is never run or shown."""

import re

from tests.diagnosis.evidence import Evidence
from tests.diagnosis.rule import PAGE_SOCKET, PAGES, TALK, WRITTEN, Cause
from tests.diagnosis.source import Place

EXPLAINS = PAGES | PAGE_SOCKET | TALK
RANK = WRITTEN
HINTS = (
    "Look at the <script> lines of the template.",
    "HTML has no <script ... />: up to the next </script>, everything is text of this script.",
    "    <script src=\"{% static 'chat/room.js' %}\"></script>",
)
OPENS = re.compile(r"<script\b[^>]*>")


def match(seen: Evidence) -> Cause | None:
    for file in (file for file in seen.files_of_page if file.endswith(".html")):
        text = seen.text(file)
        for opened in OPENS.finditer(text):
            rest = text[opened.end() :]
            following = OPENS.search(rest)
            end = following.start() if following else len(rest)
            if "</script>" not in rest[:end]:
                slash = ": the / at its end closes nothing" if "/>" in opened[0] else ""
                return Cause(
                    f"a <script> in {file} has no </script>{slash}; what stands below it "
                    "belongs to it",
                    "write </script> behind it",
                    Place(file, text[: opened.start()].count("\n") + 1),
                )
    return None
