"""connect() accepts the handshake twice, or sends something before it accepts."""

from tests.diagnosis.evidence import Evidence
from tests.diagnosis.rule import SAID, SOCKETS, Cause

EXPLAINS = SOCKETS
RANK = SAID
HINTS = (
    "Look at the order of the lines in connect().",
    "A handshake is accepted once, by self.accept() or by super().connect(), which calls it. "
    "Only an accepted WebSocket can be sent something.",
    "    def connect(self):\n        ...\n        self.accept()\n"
    "        self.send(...)   # if at all, then after it",
)


def match(seen: Evidence) -> Cause | None:
    for one in seen.connections:
        accepts = [e for e in one.of("send") if e["type"] == "websocket.accept"]
        if len(accepts) > 1:
            first, second = (seen.place_of(event) for event in accepts[:2])
            where = f" at line {first.line}" if first else ""
            return Cause(
                f"the handshake is accepted twice: it was accepted already{where}",
                "drop one of the two; super().connect() calls self.accept() too",
                second,
            )
    error = seen.error_like("Socket has not been accepted")
    if not error:
        return None
    return Cause(
        "the consumer sends something before it has called self.accept()",
        "call self.accept() first",
        seen.place_of(error),
    )
