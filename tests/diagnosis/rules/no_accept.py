"""connect() neither accepts nor rejects, so the handshake hangs until it is dropped."""

from tests.diagnosis.calls import not_reached, skipped_method
from tests.diagnosis.evidence import Evidence
from tests.diagnosis.rule import DONE, SOCKETS, Cause

EXPLAINS = SOCKETS
RANK = DONE
HINTS = (
    "Look at connect() in your consumer, down to its last line.",
    "A handshake is answered by self.accept() or self.close(). Without one of them the "
    "browser waits, and the server drops the connection after 5 seconds.",
    "    def connect(self):\n        ...\n        self.accept()",
)


def match(seen: Evidence) -> Cause | None:
    hanging = [
        one
        for one in seen.connections
        if one.handled("websocket.connect") and not one.of("sent") and not one.errors
    ]
    connect = seen.method("connect", "websocket_connect")
    if not hanging or not connect or seen.never_awaited("accept", connect.name):
        return None
    if skipped_method(seen, "accept"):
        return None
    word = "await " if seen.consumer.is_async else ""
    for name, line in connect.mentions:
        if name == "accept":
            return Cause(
                "connect() names self.accept without brackets, so it is never called",
                f"write {word}self.accept()",
                connect.at(line),
            )
    if found := not_reached(seen, "accept"):
        why, what, where = found
        return Cause(
            f"the handshake hung until it was dropped, because {why}", what, where
        )
    return Cause(
        "connect() never called self.accept(): the handshake hung until it was dropped",
        f"end connect() with {word}self.accept()",
        connect.place,
    )
