"""group_send is given something else than a group and an event."""

import re

from tests.diagnosis.calls import place_of_layer_call
from tests.diagnosis.evidence import Evidence
from tests.diagnosis.rule import SAID, SOCKETS, Cause

EXPLAINS = SOCKETS
RANK = SAID
HINTS = (
    "Look at the arguments of group_send.",
    "First the name of the group, then the event: a dict of text, numbers, lists and dicts, "
    "not made JSON of. It goes through Redis, so it cannot hold objects.",
    '    group_send(self.room_group_name, {"type": "chat.message", "message": message})',
)

CANNOT_TRAVEL = re.compile(r"can not serialize '(\w+)' object")


def match(seen: Evidence) -> Cause | None:
    for one in seen.connections:
        for event in one.of("group_send"):
            place = place_of_layer_call(seen, event)
            if isinstance(event["group"], dict):
                return Cause(
                    "group_send was given the event first and the group second",
                    "write the group first: group_send(self.room_group_name, {...})",
                    place,
                )
            if event["message"] not in {"dict", "NoneType"}:
                return Cause(
                    f"group_send takes a dict as event, and it was given a "
                    f"{event['message']}",
                    'give it the dict itself, {"type": "chat.message", "message": message}; '
                    "JSON is made where it goes to the browser",
                    place,
                )
            told = seen.error_like("can not serialize")
            if told and (found := CANNOT_TRAVEL.search(told["text"])):
                return Cause(
                    f"the event in group_send holds a {found[1]}, which cannot travel "
                    "through Redis",
                    "put only text, numbers, lists and dicts into the event",
                    place,
                )
    return None
