"""The project does not get loaded: something at the top of a module does not end."""

from tests.diagnosis.evidence import Evidence
from tests.diagnosis.rule import DONE, START, Cause

EXPLAINS = START
RANK = DONE
HINTS = (
    "Go to the line that is named. It is where Python still was after some seconds.",
    "What stands outside of functions runs when the file is imported, before the server "
    "listens. A loop or a wait there keeps the server from starting.",
    "    def work():            # runs when it is called, not at the import\n"
    "        while True:\n            ...",
)


def match(seen: Evidence) -> Cause | None:
    if "did not listen" not in seen.failure.found:
        return None
    for event in seen.events_of("stuck"):
        place = seen.place_of(event)
        if place is None:
            continue
        code = event["places"][-1]["code"]
        still = f'Python is still at line {place.line}, "{code}"'
        if place.file != "manage.py":
            return Cause(
                f"the import of {place.file} does not end: {still}",
                "move what takes so long into a function that is called later",
                place,
            )
        if "execute_from_command_line" not in code:
            return Cause(
                f"manage.py does not come to the command runserver: {still}",
                "take it away: all that manage.py has to do is to call Django's "
                "execute_from_command_line()",
                place,
            )
    return None
