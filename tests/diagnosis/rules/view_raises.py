"""A view stops with an error."""

from tests.diagnosis.evidence import Evidence
from tests.diagnosis.rule import PAGES, PLAIN, Cause

EXPLAINS = PAGES
RANK = PLAIN
HINTS = (
    "Open the page in a browser: Django shows the error and the line.",
    "The last line of your own in the traceback is where to look.",
    "    python manage.py runserver   # and open /chat/",
)


def match(seen: Evidence) -> Cause | None:
    for event in seen.events_of("view error"):
        said = f"{event['error']}: {event['text']}".splitlines()[0]
        return Cause(
            f"the page {event['path']} stops with {said}",
            "mend this line"
            if event["places"]
            else "look at the template of that page",
            seen.place_of(event),
        )
    return None
