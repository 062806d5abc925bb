"""accept() was called and never awaited."""

from tests.diagnosis.calls import place_of_layer_call
from tests.diagnosis.evidence import Evidence
from tests.diagnosis.rule import DONE, SOCKETS, Cause

EXPLAINS = SOCKETS
RANK = DONE
HINTS = (
    "Look at the line with self.accept().",
    "In an async consumer accept() is a coroutine: without await nothing happens.",
    "    await self.accept()",
)


def match(seen: Evidence) -> Cause | None:
    event = seen.never_awaited("accept")
    if not event:
        return None
    return Cause(
        "self.accept() was never awaited, so the handshake hung until it was dropped",
        "write await self.accept()",
        place_of_layer_call(seen, event, "accept"),
    )
