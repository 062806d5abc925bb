"""The project stops with an error of Python before the server listens."""

from tests.diagnosis.evidence import Evidence
from tests.diagnosis.rule import PLAIN, START, Cause

EXPLAINS = START
RANK = PLAIN
HINTS = (
    "Start it yourself with python manage.py runserver, and read the last line first.",
    "The last line of a traceback says what happened. Above it, the last line with a file of "
    "your own says where.",
    "    python manage.py check",
)


def match(seen: Evidence) -> Cause | None:
    error = seen.start_error
    if not error:
        return None
    place = error.place
    where = f" at {place.file}, line {place.line}" if place else ""
    return Cause(
        f"Python stops{where} with {error}",
        "mend this line" if place else "read what the server printed",
        place,
    )
