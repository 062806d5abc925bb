"""All rooms share one group."""

from tests.diagnosis.evidence import Evidence
from tests.diagnosis.rule import DONE, OTHER_ROOM, TALK, Cause

EXPLAINS = OTHER_ROOM | TALK
RANK = DONE
HINTS = (
    "Look at how the name of the group is made.",
    "It has to contain the room's name, so that each room has a group of its own.",
    '    self.room_group_name = f"chat_{self.room_name}"',
)


def match(seen: Evidence) -> Cause | None:
    joined: dict[str, str] = {}
    for one in seen.connections:
        for group in one.joined:
            room = joined.setdefault(group, one.path)
            if room != one.path:
                calls = seen.consumer.calls("group_add") if seen.consumer else []
                names = seen.search(r"group\w*\s*=\s*", (".py",))
                place = calls[0][0].at(calls[0][1].line) if calls else None
                for file, line, found in names:
                    method = seen.method_at({"file": file, "line": line})
                    if method and found:
                        place = method.at(line)
                        break
                return Cause(
                    f'messages leak into other rooms: all rooms join the group "{group}"',
                    "build the group's name from the room's name",
                    place,
                )
    return None
