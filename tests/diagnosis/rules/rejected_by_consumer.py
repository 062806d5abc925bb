"""connect() itself rejects the connection."""

import re

from tests.diagnosis.evidence import Evidence
from tests.diagnosis.rule import CONNECTING, TALK, WRITTEN, Cause
from tests.diagnosis.source import Place

EXPLAINS = CONNECTING | TALK
RANK = WRITTEN
HINTS = (
    "Look for self.close(), DenyConnection and raise in connect().",
    "Before accept(), close() rejects the handshake with HTTP 403.",
    "    self.accept()",
)

PREFIX = "ws/chat/"


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
    for route in seen.routes:
        pattern = str(route["pattern"])
        before = re.split(r"[<(]", pattern.lstrip("^"))[0]
        if before != PREFIX and PREFIX.startswith(before):
            file = seen.routing_file
            return Cause(
                f'the route "{pattern}" in {file} takes more than the room\'s name, "chat/" '
                "too, and connect() rejects such a name",
                f'let the route begin with "{PREFIX}"',
                Place(file, seen.line_with(file, pattern, "as_asgi")),
            )
    calls = seen.consumer.calls("close") if seen.consumer else []
    place = calls[0][0].at(calls[0][1].line) if calls else None
    return Cause(
        "connect() rejects the connection with self.close(), also for a plain room name",
        "see why it comes to that line, and accept instead",
        place or (seen.consumer.place if seen.consumer else None),
    )
