"""channel_layer.send() is called where group_send() is meant."""

from tests.diagnosis.calls import layer_call, place_of_layer_call
from tests.diagnosis.evidence import Evidence
from tests.diagnosis.rule import DONE, TALK, TWO_PROCESSES, Cause

EXPLAINS = TALK | TWO_PROCESSES
RANK = DONE
HINTS = (
    "Look at the line with channel_layer.send.",
    "It reaches the one channel whose name it is given. A group has a name too, and "
    "group_send reaches all channels in it.",
    "    async_to_sync(self.channel_layer.group_send)(   # stage 3: await ...group_send(\n"
    '        self.room_group_name, {"type": "chat.message", "message": message}\n    )',
)


def match(seen: Evidence) -> Cause | None:
    if any(one.of("group_send") for one in seen.talking):
        return None
    groups = {group for one in seen.connections for group in one.joined}
    for one in seen.talking:
        for event in one.of("channel_send"):
            name = event["channel"]
            what = (
                f'"{name}" is the name of a group, and channel_layer.send() takes that of '
                "a channel, so nobody hears it"
                if name in groups
                else "channel_layer.send() reaches one channel, which is one tab at most"
            )
            return Cause(
                what,
                f"write {layer_call(seen, 'group_send')}",
                place_of_layer_call(seen, event, "send"),
            )
    return None
