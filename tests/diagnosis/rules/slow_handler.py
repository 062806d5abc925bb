"""A synchronous handler takes so long that the message comes too late."""

from tests.diagnosis.evidence import Evidence
from tests.diagnosis.rule import HANDSHAKE, SAID, SOCKETS, Cause
from tests.diagnosis.rules import handler_does_not_end

EXPLAINS = SOCKETS
RANK = SAID
HINTS = (
    "Look for what takes time in your handlers: time.sleep, a request, a big loop.",
    "All synchronous consumers share one thread: while a handler waits, all rooms wait.",
    "    # remove time.sleep(...)",
)


def match(seen: Evidence) -> Cause | None:
    consumer = seen.consumer
    if not consumer or seen.errors:
        return None
    endless = handler_does_not_end.match(seen) if seen.check in HANDSHAKE else None
    if endless and "busy with" in endless.likely:
        return None  # it names the call
    for event in seen.events_of("slow"):
        if not event["places"]:
            continue
        inner = event["places"][-1]
        method = seen.method_at(event["places"][0])
        where = f" in {method.name}()" if method else ""
        return Cause(
            f'"{inner["code"]}"{where} takes so long that everything comes too late: all '
            "synchronous consumers share one thread",
            "do without it, or let another program do it",
            seen.place_of(event),
        )
    return None
