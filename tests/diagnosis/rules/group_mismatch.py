"""Messages are sent to a group that the connection has not joined."""

from tests.diagnosis.calls import place_of_layer_call
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
    # A group of another room was mixed up, see state_on_the_class.
    every_joined = {group for one in seen.every_connection for group in one.joined}
    own = {e["channel"] for one in seen.connections for e in one.of("group_add")}
    for one in seen.talking:
        sent = one.of("group_send")
        if any(event["group"] in every_joined for event in sent):
            continue
        for event in sent:
            if not one.joined:
                continue
            where = (
                "the message was sent to a channel, self.channel_name, as if that was a group"
                if event["group"] in own
                else f'the message went to the group "{event["group"]}", where nobody is'
            )
            return Cause(
                f'the connection joined the group "{one.joined[0]}" and {where}',
                "use the same name in group_add and group_send",
                place_of_layer_call(seen, event),
            )
    return None
