"""The event that is sent to the group has no type."""

from tests.diagnosis.evidence import Evidence
from tests.diagnosis.rule import SAID, SOCKETS, Cause

EXPLAINS = SOCKETS
RANK = SAID
HINTS = (
    "Look at the dict in group_send.",
    'An event needs a "type", which names the method that handles it.',
    '    {"type": "chat.message", "message": message}',
)


def match(seen: Evidence) -> Cause | None:
    if not seen.error_like("has no 'type' attribute", "Malformed type in message"):
        return None
    calls = seen.consumer.calls("group_send") if seen.consumer else []
    return Cause(
        'the event in group_send has no "type", so no method can handle it',
        'add "type": "chat.message" to the dict, for the method chat_message',
        calls[0][0].at(calls[0][1].line) if calls else None,
    )
