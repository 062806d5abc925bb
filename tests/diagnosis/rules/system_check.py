"""Django's own checks refuse the project."""

import re

from tests.diagnosis.evidence import Evidence
from tests.diagnosis.rule import START, WRITTEN, Cause

EXPLAINS = START
RANK = WRITTEN
HINTS = (
    "Run python manage.py check in the project.",
    "Django says what it does not accept, often with a HINT in the next line.",
    "    python manage.py check",
)


def match(seen: Evidence) -> Cause | None:
    found = re.search(r"SystemCheckError.*?ERRORS:\s*(.+?)(?:\n\n|\Z)", seen.log, re.S)
    if not found:
        return None
    said = " ".join(found[1].split())
    return Cause(
        f"Django's system check says: {said}",
        "correct what it names; python manage.py check asks again",
    )
