"""All rooms share one group."""

import ast

from tests.diagnosis.calls import place_of_layer_call
from tests.diagnosis.evidence import Evidence
from tests.diagnosis.rule import DONE, OTHER_ROOM, TALK, TWO_PROCESSES, Cause
from tests.diagnosis.source import Place

EXPLAINS = OTHER_ROOM | TALK | TWO_PROCESSES
RANK = DONE
HINTS = (
    "Look at how the name of the group is made.",
    "It has to contain the room's name, so that each room has a group of its own.",
    '    self.room_group_name = f"chat_{self.room_name}"',
)


def match(seen: Evidence) -> Cause | None:
    # That check has one room. Those of the others show whether rooms are mixed up.
    two_processes = seen.check in TWO_PROCESSES
    connections = seen.every_connection if two_processes else seen.connections
    sent = {str(e["group"]) for one in connections for e in one.of("group_send")}
    joined: dict[str, str] = {}
    for one in connections:
        for event in one.of("group_add"):
            group = str(event["group"])
            room = joined.setdefault(group, one.path)
            # A group of all, beside that of the room, harms only if it is sent to.
            if room == one.path or group not in sent:
                continue
            return Cause(
                f'messages leak into other rooms: all rooms join the group "{group}"',
                "build the group's name from the room's name, and send to no other group",
                place_of_name(seen, group) or place_of_layer_call(seen, event),
            )
    return None


def place_of_name(seen: Evidence, group: str) -> Place | None:
    """Return the line of the consumer that stores the name."""
    if not seen.consumer:
        return None
    lines = seen.search(r"group\w*\s*=[^=]", (".py",))
    own = [
        method.at(line)
        for file, line, _ in lines
        if (method := seen.method_at({"file": file, "line": line}))
    ]
    literal = [
        method.at(call.line)
        for method, call in seen.consumer.calls("group_add")
        if f'"{group}"' in ast.unparse(call.node).replace("'", '"')
    ]
    return next(iter(literal or own), None)
