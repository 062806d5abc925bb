"""The server runs, and ends while it is used."""

import signal

from tests.diagnosis.evidence import Evidence
from tests.diagnosis.rule import PAGES, SAID, SOCKETS, Cause
from tests.diagnosis.source import Place

EXPLAINS = PAGES | SOCKETS
RANK = SAID
HINTS = (
    "Start runserver in a terminal, do in the browser what the check does, and look at the "
    "terminal.",
    "A call of exit(), os._exit() or os.kill() ends the whole server. A loop with print() "
    "fills the terminal; the workbook ends a server that prints more than 5 million "
    "characters.",
    "    # remove the call that ends Python, or the print() in the loop",
)

ENDS = r"\b_?exit\(|\bquit\(|os\.abort\(|SystemExit|os\.kill\("
PRINTS = r"\bprint\(|stdout\.write|stderr\.write|logg\w+\.\w+\("


def match(seen: Evidence) -> Cause | None:
    # The first server is the one that runs through all checks.
    ended = [one for one in (seen.events or [[]])[0] if one["kind"] == "ended"]
    if not ended:
        return None
    doing = last_handled(seen)
    while_it = f" while it handled {doing}" if doing else ""
    if ended[0]["flooded"]:
        return Cause(
            f"the server printed more than 5 million characters{while_it}, and was stopped",
            "find what prints in a loop, and remove it",
            only_place(seen, PRINTS),
        )
    code = ended[0]["code"]
    how = (
        f"exit code {code}" if code >= 0 else f"killed by {signal.Signals(-code).name}"
    )
    return Cause(
        f"the server ended{while_it} ({how})",
        "look for what ends Python there, such as os._exit()",
        only_place(seen, ENDS),
    )


def last_handled(seen: Evidence) -> str | None:
    """Return the type of the event that a consumer got last and did not finish."""
    waiting: dict[int, str] = {}
    for event in seen.events[0]:
        if event["kind"] == "dispatch":
            waiting[event["connection"]] = event["type"]
        elif event["kind"] == "handled":
            waiting.pop(event["connection"], None)
    return next(reversed(waiting.values()), None) if waiting else None


def only_place(seen: Evidence, pattern: str) -> Place | None:
    """Return where the pattern is found, None where that is not one place."""
    places = [one for one in seen.search(pattern, (".py",)) if one[0] != "manage.py"]
    return Place(places[0][0], places[0][1]) if len(places) == 1 else None
