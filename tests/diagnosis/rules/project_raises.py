"""The project stops with an error of Python before the server listens."""

from tests.diagnosis.evidence import Evidence
from tests.diagnosis.known_names import without_paths
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
    # Above the last error that Django raises is its own reason, where there is one.
    errors = seen.log_errors if seen.server_down else []
    error = next((one for one in errors if one.place), None) or next(iter(errors), None)
    if not error:
        return None
    place = error.place
    where = f" at {place.file}, line {place.line}" if place else ""
    return Cause(
        f"Python stops{where} with {without_paths(str(error))}",
        "mend this line" if place else "read what the server printed",
        place,
    )
