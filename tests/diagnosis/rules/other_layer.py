"""Messages go through another channel layer than the one that connections are in."""

from tests.diagnosis.calls import place_of_layer_call
from tests.diagnosis.evidence import Evidence
from tests.diagnosis.rule import SAID, SOCKETS, Cause

EXPLAINS = SOCKETS
RANK = SAID
HINTS = (
    "Look at what stands before .group_add, .group_send and .group_discard.",
    "A channel layer is an entry of CHANNEL_LAYERS. self.channel_layer is the one named "
    '"default", and get_channel_layer() without an argument returns the same.',
    "    self.channel_layer.group_send",
)


def match(seen: Evidence) -> Cause | None:
    told = seen.error_like("'NoneType' object has no attribute 'group_")
    calls = seen.consumer.calls("get_channel_layer") if seen.consumer else []
    named = seen.search(
        r"(get_channel_layer\(|channel_layer_alias\s*=)\s*[\"'](\w+)", (".py",)
    )
    if told and seen.layer and (calls or named):
        name = f' "{named[0][2][2]}"' if named else ""
        return Cause(
            f"CHANNEL_LAYERS has no entry{name} that is asked for here, so this channel "
            "layer is None",
            'use self.channel_layer, the one named "default"',
            seen.place_of(told),
        )
    joined = {e["layer"] for one in seen.connections for e in one.of("group_add")}
    for one in seen.talking:
        for event in one.of("group_send"):
            if joined and event["layer"] not in joined:
                name = f' "{event["layer"]}"' if event["layer"] else " of its own"
                return Cause(
                    f"the message is sent through a channel layer{name}, and the "
                    "connection joined its group in another one",
                    "use self.channel_layer for both",
                    place_of_layer_call(seen, event),
                )
    return None
