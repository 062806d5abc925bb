"""group_add is given something else than a group and its own channel."""

from tests.diagnosis.calls import place_of_layer_call
from tests.diagnosis.evidence import Evidence
from tests.diagnosis.rule import SAID, SOCKETS, Cause

EXPLAINS = SOCKETS
RANK = SAID
HINTS = (
    "Look at the order of the arguments of group_add.",
    "First the group, then the channel that joins it, which is self.channel_name.",
    "    group_add(self.room_group_name, self.channel_name)",
)


def match(seen: Evidence) -> Cause | None:
    for one in seen.connections:
        for event in one.of("group_add"):
            group, channel = str(event["group"]), str(event["channel"])
            if "specific." in channel:  # so the layers of Channels name them
                continue
            place = place_of_layer_call(seen, event)
            if "specific." in group:
                return Cause(
                    f'group_add was given the channel as group and "{channel}" as channel',
                    "write the group first: group_add(self.room_group_name, self.channel_name)",
                    place,
                )
            return Cause(
                f'group_add was given "{channel}" as the channel that joins, which is no '
                "connection",
                "write self.channel_name as second argument",
                place,
            )
    return None
