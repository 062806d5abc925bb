"""A closed connection stays in its group."""

from tests.diagnosis.calls import (
    layer_call,
    not_reached,
    place_of_layer_call,
    skipped_method,
)
from tests.diagnosis.evidence import Evidence
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


def match(seen: Evidence) -> Cause | None:
    closed = [one for one in seen.connections if one.handled("websocket.disconnect")]
    joined = [one for one in closed if one.joined]
    if not joined or seen.never_awaited("group_discard"):
        return None
    if skipped_method(seen, "group_discard"):
        return None
    consumer = seen.consumer
    method = seen.method("disconnect", "websocket_disconnect")
    place = method.place if method else (consumer.place if consumer else None)
    arguments = "self.room_group_name, self.channel_name"
    code = layer_call(seen, "group_discard", arguments)
    failed = any(one.errors for one in joined)
    if not failed and not any(one.of("group_discard") for one in joined):
        if found := not_reached(seen, "group_discard"):
            why, what, where = found
            return Cause(
                f"after all tabs closed the group still has members: {why}",
                what,
                where,
            )
        return Cause(
            "after all tabs closed the group still has members: no group_discard ran",
            f"call {code} in disconnect()",
            place,
        )
    for one in joined:
        for event in one.of("group_discard"):
            if event["group"] not in one.joined:
                return Cause(
                    f'the connection joined the group "{one.joined[0]}" and left the group '
                    f'"{event["group"]}", so it is still in the first',
                    "use the same name in group_add and group_discard",
                    place_of_layer_call(seen, event),
                )
    if failed:
        return None
    left = [event for one in joined for event in one.of("group_discard")]
    own = {e["channel"] for one in joined for e in one.of("group_add")}
    for event in left:
        if event["channel"] not in own:
            return Cause(
                "group_discard takes another channel out of the group than group_add put in",
                "give both self.channel_name",
                place_of_layer_call(seen, event),
            )
    for one in joined:
        stays = sorted(set(one.joined) - {e["group"] for e in one.of("group_discard")})
        if stays:
            return Cause(
                f'the connection has not left the group "{stays[0]}", which it joined too',
                f"call {layer_call(seen, 'group_discard')} for each group that it joined",
                place,
            )
    return None
