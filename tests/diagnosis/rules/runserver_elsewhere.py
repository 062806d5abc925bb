"""manage.py starts the server at an address of its own, whatever it is told."""

import re

from tests.diagnosis.evidence import Evidence
from tests.diagnosis.rule import SAID, START, Cause
from tests.diagnosis.source import Place

EXPLAINS = START
RANK = SAID
HINTS = (
    "Look at the last lines of manage.py.",
    "It has to hand on what was typed behind it, such as runserver 8001.",
    "    execute_from_command_line(sys.argv)",
)


def match(seen: Evidence) -> Cause | None:
    found = re.search(r"listens at (\S+) whatever it is told", seen.failure.found)
    if not found:
        return None
    return Cause(
        f"manage.py starts the server at {found[1]}, whatever it is told",
        "write execute_from_command_line(sys.argv) in manage.py",
        Place("manage.py", seen.line_with("manage.py", "runserver", "execute_from")),
    )
