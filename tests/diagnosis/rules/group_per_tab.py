"""Tabs in the same room join different groups."""

from tests.diagnosis.calls import place_of_layer_call
from tests.diagnosis.evidence import Evidence
from tests.diagnosis.rule import DONE, TALK, TWO_PROCESSES, Cause

EXPLAINS = TALK | TWO_PROCESSES
RANK = DONE
HINTS = (
    "Look at how the name of the group is made.",
    "It has to be the same for every tab in the room: made of the room's name alone.",
    '    self.room_group_name = f"chat_{self.room_name}"',
)


def match(seen: Evidence) -> Cause | None:
    by_path: dict[str, list[list[dict]]] = {}
    for one in seen.connections:
        if one.joined:
            by_path.setdefault(one.path, []).append(one.of("group_add"))
    for first, *others in by_path.values():
        groups = {event["group"] for event in first}
        for other in others:
            if not groups & {event["group"] for event in other}:
                return Cause(
                    "two tabs of one room joined different groups, "
                    f'"{first[0]["group"][:60]}" and "{other[0]["group"][:60]}"',
                    "make the group's name of the room's name alone",
                    place_of_layer_call(seen, first[0]),
                )
    return None
