"""What is in a dict is read with a dot, as in JavaScript."""

import re

from tests.diagnosis.evidence import Evidence
from tests.diagnosis.rule import SAID, SOCKETS, Cause

EXPLAINS = SOCKETS
RANK = SAID
HINTS = (
    "Look at the dot in the line that is named.",
    "An event is a dict, and so is what json.loads() makes of a frame. Python reads a key of "
    "a dict with square brackets.",
    '    event["message"]',
)
ERROR = re.compile(r"'dict' object has no attribute '(\w+)'")


def match(seen: Evidence) -> Cause | None:
    for error in seen.errors:
        attribute = ERROR.search(error["text"])
        code = error["places"][-1]["code"] if error["places"] else ""
        read = attribute and re.search(rf"([\w.]+)\.{attribute[1]}\b", code)
        if read:
            return Cause(
                f"{read[1]} is a dict, and {read[0]} reads an attribute of it, which is "
                "not there",
                f'write {read[1]}["{attribute[1]}"]',
                seen.place_of(error),
            )
    return None
