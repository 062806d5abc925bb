"""The consumer stops with an error of Python."""

from tests.diagnosis.evidence import Evidence
from tests.diagnosis.rule import PLAIN, SOCKETS, Cause

EXPLAINS = SOCKETS
RANK = PLAIN
HINTS = (
    "Go to the line that is named, and read the error with it.",
    "An error in connect() refuses the handshake with HTTP 500; in another method it closes "
    "the WebSocket with code 1011.",
    "    # the traceback is in the terminal of runserver",
)


def match(seen: Evidence) -> Cause | None:
    for error in seen.errors:
        place = seen.place_of(error)
        where = f" at {place.file}, line {place.line}" if place else ""
        doing = f" while it handles {error['handling']}" if error["handling"] else ""
        said = f"{error['error']}: {error['text']}".splitlines()[0]
        return Cause(
            f"the consumer stops{where}{doing}: {said}",
            "mend this line" if place else "read the traceback that the server printed",
            place,
        )
    return None
