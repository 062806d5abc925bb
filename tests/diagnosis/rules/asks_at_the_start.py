"""The project asks a question in the terminal when it is loaded."""

from tests.diagnosis.evidence import Evidence
from tests.diagnosis.rule import SAID, START, Cause

EXPLAINS = START
RANK = SAID
HINTS = (
    "Look for input() at the top of your modules.",
    "A server has nobody who answers: it has to start by itself, also on another computer.",
    '    NAME = "chat"        # or: os.environ.get("NAME", "chat")',
)


def match(seen: Evidence) -> Cause | None:
    for error in seen.log_errors if seen.server_down else ():
        if error.name == "EOFError" and error.place:
            place = error.place
            return Cause(
                f"{place.file} asks a question with input() when it is loaded, and a server "
                "has nobody to answer",
                "write the answer into the settings",
                place,
            )
    return None
