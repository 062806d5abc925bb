"""connect() itself rejects the connection."""

from tests.diagnosis.evidence import Evidence
from tests.diagnosis.rule import CONNECTING, TALK, WRITTEN, Cause

EXPLAINS = CONNECTING | TALK
RANK = WRITTEN
HINTS = (
    "Look for self.close(), DenyConnection and raise in connect().",
    "Before accept(), close() rejects the handshake with HTTP 403.",
    "    self.accept()",
)


def match(seen: Evidence) -> Cause | None:
    if any(one.accepted for one in seen.connections) or seen.errors:
        return None
    closed = [
        one
        for one in seen.connections
        if any(event["type"] == "websocket.close" for event in one.of("sent"))
        and one.of("send")
    ]
    if not closed:
        return None
    if not any(closed[0].path.endswith(f"/{room}/") for room in seen.rooms):
        return None  # it was asked for another room
    calls = seen.consumer.calls("close") if seen.consumer else []
    place = calls[0][0].at(calls[0][1].line) if calls else None
    return Cause(
        "connect() rejects the connection with self.close(), also for a plain room name",
        "see why it comes to that line, and accept instead",
        place or (seen.consumer.place if seen.consumer else None),
    )
