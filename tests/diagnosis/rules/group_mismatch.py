"""Messages are sent to a group that the connection has not joined."""

from tests.diagnosis.evidence import Evidence
from tests.diagnosis.rule import DONE, OTHER_ROOM, TALK, TWO_PROCESSES, Cause

EXPLAINS = TALK | TWO_PROCESSES | OTHER_ROOM
RANK = DONE
HINTS = (
    "Compare the first argument of group_add with that of group_send.",
    "Both need the same name. Keep it in one place, self.room_group_name.",
    '    self.room_group_name = f"chat_{self.room_name}"',
)


def match(seen: Evidence) -> Cause | None:
    every_joined = {group for one in seen.connections for group in one.joined}
    for one in seen.talking:
        for event in one.of("group_send"):
            if one.joined and event["group"] not in every_joined:
                calls = seen.consumer.calls("group_send") if seen.consumer else []
                place = calls[0][0].at(calls[0][1].line) if calls else None
                return Cause(
                    f'the connection joined the group "{one.joined[0]}" and the message '
                    f'went to the group "{event["group"]}", where nobody is',
                    "use the same name in group_add and group_send",
                    place,
                )
    return None
