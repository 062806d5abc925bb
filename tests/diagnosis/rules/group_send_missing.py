"""receive() does not send to the group: only its own tab can hear."""

from tests.diagnosis.calls import layer_call, not_reached, skipped_method
from tests.diagnosis.evidence import Evidence
from tests.diagnosis.rule import DONE, TALK, TWO_PROCESSES, Cause

EXPLAINS = TALK | TWO_PROCESSES
RANK = DONE
HINTS = (
    "Look at receive() in your consumer.",
    "self.send() reaches one connection, the one that spoke. The group reaches every tab in "
    "the room, that one included.",
    "    async_to_sync(self.channel_layer.group_send)(   # stage 3: await ...group_send(\n"
    '        self.room_group_name, {"type": "chat.message", "message": message}\n    )',
)


def match(seen: Evidence) -> Cause | None:
    if seen.step < 2 or not seen.talking or seen.errors:
        return None
    if any(one.of("group_send") for one in seen.talking):
        return None
    receive = seen.method("receive", "receive_json", "websocket_receive")
    if not receive or seen.never_awaited("group_send", "send", receive.name):
        return None
    if skipped_method(seen, "group_send"):
        return None
    echoes = any(one.frames("websocket.receive") for one in seen.talking)
    sends = [
        call
        for call in receive.calls
        if call.name in {"send", "send_json"} and not receive.is_error_path(call.line)
    ]
    if found := not_reached(seen, "group_send"):
        why, what, where = found
        return Cause(f"nothing was sent to the group: {why}", what, where)
    arguments = '..., {"type": "chat.message", "message": message}'
    what = (
        f"{receive.name}() answers with self.send(), which reaches its own tab only"
        if echoes
        else f"{receive.name}() sends nothing to the group"
    )
    return Cause(
        what,
        f"{receive.name}() must send to the group, not with self.send: "
        f"{layer_call(seen, 'group_send', arguments)}",
        receive.at(sends[-1].line) if sends and echoes else receive.place,
    )
