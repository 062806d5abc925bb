"""The consumer of a closed tab goes on, because nothing stops it."""

from tests.diagnosis.evidence import Evidence
from tests.diagnosis.rule import CLEAN_UP, DONE, Cause

EXPLAINS = CLEAN_UP
RANK = DONE
HINTS = (
    "Look for websocket_disconnect in your consumer.",
    "websocket_disconnect() of the base class calls disconnect() and then raises "
    "StopConsumer, which ends the consumer. A method of the same name takes its place.",
    "    def disconnect(self, close_code):   # not websocket_disconnect",
)


def match(seen: Evidence) -> Cause | None:
    method = seen.method("websocket_disconnect")
    left = [one for one in seen.connections if one.handled("websocket.disconnect")]
    if not method or not left or any(one.errors or one.of("stopped") for one in left):
        return None
    return Cause(
        f"{method.class_name} has a websocket_disconnect() of its own that does not raise "
        "StopConsumer, so the consumer of a closed tab goes on",
        "name it disconnect(self, close_code), or end it with raise StopConsumer",
        method.place,
    )
