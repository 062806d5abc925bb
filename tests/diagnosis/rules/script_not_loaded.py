"""A script of the project is loaded by no page."""

from tests.diagnosis.evidence import Evidence
from tests.diagnosis.rule import PAGE_SOCKET, TALK, WRITTEN, Cause
from tests.diagnosis.source import Place

EXPLAINS = PAGE_SOCKET | TALK
RANK = WRITTEN
HINTS = (
    "Look at the <script> lines of the room's template.",
    "A file in static/ does nothing by itself: the page has to load it.",
    "    {% load static %}\n    <script src=\"{% static 'chat/room.js' %}\"></script>",
)


def match(seen: Evidence) -> Cause | None:
    view = seen.page
    if not view or view.sockets or view.errors or not seen.files_of_page:
        return None
    template = seen.files_of_page[0]
    html = "".join(seen.text(f) for f in seen.files if f.endswith(".html"))
    for file in seen.files:
        short = file.rpartition("static/")[2]
        if file.endswith(".js") and file.rpartition("/")[2] not in html:
            return Cause(
                f"no page loads {file}",
                f"add <script src=\"{{% static '{short}' %}}\"></script> to {template}",
                Place(template, seen.line_with(template, "<script", "</body>")),
            )
    return None
