"""The project opens a port of its own, and the port is in use."""

import re

from tests.diagnosis.evidence import Evidence
from tests.diagnosis.rule import SAID, START, TWO_PROCESSES, Cause

EXPLAINS = (
    START | TWO_PROCESSES | {"a_server_without_manage_py_can_load_the_application"}
)
RANK = SAID
HINTS = (
    "Go to the line that is named: it opens a port.",
    "A port belongs to one program at a time. It may be another program's, or that of a "
    "second process of yours: a site runs in several.",
    "    # remove it, or choose the port when the program starts",
)

SIGNS = re.compile(r"Address already in use|Only one usage of each socket address")


def match(seen: Evidence) -> Cause | None:
    if not SIGNS.search(seen.failure.found):
        return None
    for error in seen.log_errors:
        if SIGNS.search(error.text) and error.place:
            place = error.place
            return Cause(
                f"{place.file} opens a port at line {place.line}, and another program has "
                "it already",
                "end that program or choose another port; a project that several processes "
                "run must not open one when it is loaded",
                place,
            )
    return None
