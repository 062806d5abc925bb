"""The project prints so much that it was stopped."""

from collections import Counter

from tests.diagnosis.evidence import Evidence
from tests.diagnosis.rule import DONE, START, Cause
from tests.diagnosis.source import Place

EXPLAINS = START
RANK = DONE
HINTS = (
    "Look for print() and logging in a loop.",
    "The workbook ends a server that prints more than 5 million characters.",
    "    # remove the print(), or print once and not in the loop",
)


def match(seen: Evidence) -> Cause | None:
    if "printed without end" not in seen.failure.found:
        return None
    places = seen.search(r"\bprint\(|stdout\.write|logg\w+\.\w+\(", (".py",))
    place = Place(places[0][0], places[0][1]) if len(places) == 1 else None
    often = Counter(line[:60] for line in seen.log.splitlines()).most_common(1)
    what = f', most often "{often[0][0]}"' if often and often[0][0] else ""
    return Cause(
        f"the project prints more than 5 million characters when it starts{what}",
        "find what prints in a loop, and remove it",
        place,
    )
