"""Tabs in the same room join different groups."""

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
    by_path: dict[str, list[list[str]]] = {}
    for one in seen.connections:
        if one.joined:
            by_path.setdefault(one.path, []).append(one.joined)
    for groups in by_path.values():
        first, *others = groups
        for other in others:
            if not set(first) & set(other):
                calls = seen.consumer.calls("group_add") if seen.consumer else []
                place = calls[0][0].at(calls[0][1].line) if calls else None
                return Cause(
                    f'two tabs of one room joined different groups, "{first[0]}" and '
                    f'"{other[0]}"',
                    "make the group's name of the room's name alone",
                    place,
                )
    return None
