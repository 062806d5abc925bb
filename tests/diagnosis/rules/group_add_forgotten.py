"""The connection never joins a group, so nothing that is sent to the group reaches it."""

from tests.diagnosis.calls import layer_call, not_reached, skipped_method
from tests.diagnosis.evidence import Evidence
from tests.diagnosis.rule import DONE, OTHER_ROOM, TALK, TWO_PROCESSES, Cause

EXPLAINS = TALK | TWO_PROCESSES | OTHER_ROOM | {"a_closed_tab_leaves_nothing_behind"}
RANK = DONE
HINTS = (
    "Look at connect() in your consumer.",
    "A group is a set of channels. Each connection has to add its own, self.channel_name, "
    "before it can hear what is sent to the group.",
    "    async_to_sync(self.channel_layer.group_add)(   # stage 3: await ...group_add(\n"
    "        self.room_group_name, self.channel_name\n    )",
)


def match(seen: Evidence) -> Cause | None:
    open_ones = [one for one in seen.connections if one.accepted]
    sent = [event for one in seen.talking for event in one.of("group_send")]
    if not open_ones or any(one.of("group_add") for one in open_ones):
        return None
    if not sent or seen.never_awaited("group_add"):
        return None
    if seen.errors or skipped_method(seen, "group_add"):
        return None
    connect = seen.method("connect", "websocket_connect")
    place = (
        connect.place if connect else (seen.consumer.place if seen.consumer else None)
    )
    if found := not_reached(seen, "group_add"):
        why, what, where = found
        return Cause(f"the connection never joined the group: {why}", what, where)
    arguments = "self.room_group_name, self.channel_name"
    return Cause(
        "the connection never joined the group: no group_add ran, the group in Redis is "
        "empty, and what is sent to it reaches nobody",
        f"call {layer_call(seen, 'group_add', arguments)} in connect()",
        place,
    )
