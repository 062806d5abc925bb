"""The event that is sent to the group has no type."""

from tests.diagnosis.calls import place_of_layer_call
from tests.diagnosis.evidence import Evidence, near
from tests.diagnosis.rule import SAID, SOCKETS, Cause

EXPLAINS = SOCKETS
RANK = SAID
HINTS = (
    "Look at the dict in group_send.",
    'An event needs a "type", which names the method that handles it.',
    '    {"type": "chat.message", "message": message}',
)


def match(seen: Evidence) -> Cause | None:
    sent = [event for one in seen.connections for event in one.of("group_send")]
    without = [
        event
        for event in sent
        if event["message"] == "dict" and not isinstance(event["type"], str)
    ]
    if not without or not seen.errors:
        return None
    [event, *_] = without
    other = near("type", event["keys"], 0.7) if "type" not in event["keys"] else None
    has = f', it has "{other}"' if other else ""
    lacks = "no text as" if "type" in event["keys"] else "no"
    return Cause(
        f'the event in group_send has {lacks} "type"{has}, so no method can handle it',
        f'write "type" for "{other}"'
        if other
        else 'add "type": "chat.message" to the dict, for the method chat_message',
        place_of_layer_call(seen, event),
    )
