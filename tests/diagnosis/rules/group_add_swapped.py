"""group_add is given the channel's name first."""

from tests.diagnosis.evidence import Evidence
from tests.diagnosis.rule import SAID, SOCKETS, Cause

EXPLAINS = SOCKETS
RANK = SAID
HINTS = (
    "Look at the order of the arguments of group_add.",
    "First the group, then the channel that joins it.",
    "    group_add(self.room_group_name, self.channel_name)",
)


def match(seen: Evidence) -> Cause | None:
    for one in seen.connections:
        for event in one.of("group_add"):
            group, channel = str(event["group"]), str(event["channel"])
            if "specific." in group and "specific." not in channel:
                calls = seen.consumer.calls("group_add") if seen.consumer else []
                return Cause(
                    f'group_add was given the channel as group and "{channel}" as channel',
                    "write the group first: group_add(self.room_group_name, self.channel_name)",
                    calls[0][0].at(calls[0][1].line) if calls else None,
                )
    return None
