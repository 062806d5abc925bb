"""A view stops with an error."""

from tests.diagnosis.evidence import Evidence
from tests.diagnosis.known_names import without_paths
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
        place = seen.place_of(event)
        return Cause(
            f"the page {event['path']} stops with {without_paths(said)}",
            "mend this line" if place else "open the page: Django shows where it was",
            place,
        )
    return None
