"""The page has its script inside the HTML, which a strict policy forbids."""

from tests.diagnosis.evidence import Evidence
from tests.diagnosis.rule import DONE, Cause

EXPLAINS = {"the_page_works_under_a_strict_Content_Security_Policy"}
RANK = DONE
HINTS = (
    "Look for <script> without src, for onclick= and for style= in your templates.",
    "A Content-Security-Policy that forbids inline scripts stops most attacks by markup. The "
    "page's own script has to be in a file then.",
    "    <script src=\"{% static 'chat/room.js' %}\"></script>",
)


def match(seen: Evidence) -> Cause | None:
    pattern = r"<script(?![^>]*\b(src|type)\b)|\son\w+=[\"']|\sstyle=[\"']|<style"
    if not seen.search(pattern, (".html",)):
        return None
    return Cause(
        "the page has a script or a style in the HTML, which a strict policy forbids",
        "move it to a file in static/ and load it with {% static %}",
        seen.page_place(pattern),
    )
