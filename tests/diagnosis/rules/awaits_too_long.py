"""An async handler waits so long that its own consumer cannot go on."""

from tests.diagnosis.calls import spoken_name
from tests.diagnosis.evidence import Evidence
from tests.diagnosis.rule import HANDSHAKE, SAID, SOCKETS, Cause
from tests.diagnosis.rules import handler_does_not_end

EXPLAINS = SOCKETS
RANK = SAID
HINTS = (
    "Look at the line that is named: what does it wait for?",
    "await lets other connections go on. The consumer itself handles one event after the "
    "other: until a handler has ended, its tab is not heard and hears nothing.",
    "    # do it without the wait, or at another time: a task that is kept and awaited later",
)


def match(seen: Evidence) -> Cause | None:
    if seen.errors or seen.events_of("blocked"):
        return None
    endless = handler_does_not_end.match(seen) if seen.check in HANDSHAKE else None
    if endless and "busy with" in endless.likely:
        return None  # it names the call
    for one in seen.connections:
        for event in one.of("waits"):
            return Cause(
                f"{spoken_name(seen, event['handling'])} waits here for long, and until it "
                "has ended its consumer handles nothing else: the tab hears nothing",
                "do not wait for that in a handler",
                seen.place_of(event),
            )
    return None
