"""A closed connection stays in its group."""

from tests.diagnosis.calls import layer_call
from tests.diagnosis.evidence import Evidence, near
from tests.diagnosis.rule import CLEAN_UP, DONE, Cause

EXPLAINS = CLEAN_UP
RANK = DONE
HINTS = (
    "Look at disconnect() in your consumer.",
    "What connect() added has to be taken out again, or the group keeps dead channels.",
    "    def disconnect(self, close_code):\n"
    "        async_to_sync(self.channel_layer.group_discard)(\n"
    "            self.room_group_name, self.channel_name\n        )",
)

KNOWN = {"connect", "receive", "chat_message"}


def match(seen: Evidence) -> Cause | None:
    closed = [one for one in seen.connections if one.handled("websocket.disconnect")]
    joined = [one for one in closed if one.joined]
    if not joined or seen.never_awaited("group_discard"):
        return None
    consumer = seen.consumer
    method = seen.method("disconnect", "websocket_disconnect")
    place = method.place if method else (consumer.place if consumer else None)
    arguments = "self.room_group_name, self.channel_name"
    code = layer_call(seen, "group_discard", arguments)
    if any(one.errors for one in joined):
        return None
    if not any(one.of("group_discard") for one in joined):
        other = (
            near("disconnect", set(consumer.methods) - KNOWN, 0.6)
            if consumer and not method
            else None
        )
        found = f" (found {other}, which nobody calls)" if other else ""
        return Cause(
            "after all tabs closed the group still has members: no group_discard ran"
            + found,
            f"call {code} in disconnect()",
            consumer.methods[other].place if other else place,
        )
    for one in joined:
        for event in one.of("group_discard"):
            if event["group"] not in one.joined:
                return Cause(
                    f'the connection joined the group "{one.joined[0]}" and left the group '
                    f'"{event["group"]}", so it is still in the first',
                    "use the same name in group_add and group_discard",
                    place,
                )
    left = [e["channel"] for one in joined for e in one.of("group_discard")]
    own = {e["channel"] for one in joined for e in one.of("group_add")}
    if any(channel not in own for channel in left):
        return Cause(
            "group_discard takes another channel out of the group than group_add put in",
            "give both self.channel_name",
            place,
        )
    return None
