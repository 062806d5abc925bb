"""No method of the consumer has the name that the event's type asks for."""

import re

from tests.diagnosis.evidence import Evidence, near
from tests.diagnosis.rule import SAID, SOCKETS, Cause

EXPLAINS = SOCKETS
RANK = SAID
HINTS = (
    'Compare the "type" in group_send with the names of the methods.',
    "The type names the method that handles it: each dot becomes an underscore, and the rest "
    "stays as it is.",
    '    {"type": "chat.message", ...}   calls\n\n    def chat_message(self, event):',
)


def match(seen: Evidence) -> Cause | None:
    error = seen.error_like("No handler for message type")
    if not error or not seen.consumer:
        return None
    kind = re.search(r"message type (\S+)", error["text"])[1].rstrip(".")
    wanted = kind.replace(".", "_")
    known = {"connect", "disconnect", "receive", "receive_json"}
    other = near(wanted, set(seen.consumer.methods) - known, 0.6)
    has = f" (found {other})" if other else ""
    place = seen.consumer.methods[other].place if other else seen.consumer.place
    return Cause(
        f"the event type {kind} calls {wanted}, and {seen.consumer.name} has no method of "
        f"that name{has}; the error closes every tab in the room",
        f"name the method {wanted}: the dot becomes an underscore",
        place,
    )
