"""The class is made from a consumer that was called, with brackets behind its name."""

from tests.diagnosis.evidence import Evidence
from tests.diagnosis.rule import SOCKETS, START, WRITTEN, Cause
from tests.diagnosis.source import Place

EXPLAINS = START | SOCKETS
RANK = WRITTEN
HINTS = (
    "Look at the line with class, in the file of the consumer.",
    "A class inherits another class. With brackets it is an object of that class.",
    "    class ChatConsumer(WebsocketConsumer):",
)
BASE = r"^\s*class (\w+)\(.*?\b(\w*Consumer)\(\)"


def match(seen: Evidence) -> Cause | None:
    for file, line, found in seen.search(BASE, {".py"}):
        return Cause(
            f"{found[1]} is made from {found[2]}(), an object, where the class is meant, so "
            "its methods are never called",
            f"write class {found[1]}({found[2]}):",
            Place(file, line),
        )
    return None
