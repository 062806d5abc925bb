"""No method of the consumer has the name that the event's type asks for."""

import re

from tests.diagnosis.calls import place_of_layer_call
from tests.diagnosis.evidence import Evidence, near
from tests.diagnosis.rule import SAID, SOCKETS, Cause

EXPLAINS = SOCKETS
RANK = SAID
HINTS = (
    'Compare the "type" in group_send with the names of the methods.',
    "The type names the method that handles it: each dot becomes an underscore, and the rest "
    "stays as it is. Names of Channels' own methods, as receive and send, are taken.",
    '    {"type": "chat.message", ...}   calls\n\n    def chat_message(self, event):',
)

OF_CHANNELS = {
    *("connect", "receive", "disconnect", "accept", "send", "close", "dispatch"),
    *("receive_json", "send_json", "websocket_connect", "websocket_receive"),
    *("websocket_disconnect", "websocket_send", "websocket_accept", "websocket_close"),
}
NOT_EVENTS = {"connect", "disconnect", "receive", "receive_json", "__init__"}


def match(seen: Evidence) -> Cause | None:
    consumer = seen.consumer
    sent = [event for one in seen.connections for event in one.of("group_send")]
    for event in sent:
        name = str(event["type"]).replace(".", "_")
        if seen.errors and consumer and (name in OF_CHANNELS or name.startswith("_")):
            whose = (
                "Channels refuses a name that begins with an underscore"
                if name.startswith("_")
                else f"that is {name}(), which Channels has for something else"
            )
            return Cause(
                f'the type "{event["type"]}" names the method that handles the event, and '
                f"{whose}",
                'use a name of your own: "type": "chat.message", and the method '
                "chat_message(self, event)",
                place_of_layer_call(seen, event),
            )
    error = seen.error_like("No handler for message type")
    if not error or not consumer:
        return None
    kind = re.search(r"message type (.+)", error["text"])[1]
    wanted = kind.replace(".", "_")
    other = near(wanted, set(consumer.methods) - NOT_EVENTS, 0.6)
    has = f" (found {other})" if other else ""
    cause = (
        f"the event type {kind} calls {wanted}, and {consumer.name} has no method of that "
        f"name{has}; the error closes every tab in the room"
    )
    if "." in kind and wanted.isidentifier():
        place = consumer.methods[other].place if other else consumer.place
        return Cause(
            cause, f"name the method {wanted}: the dot becomes an underscore", place
        )
    calls = [event for event in sent if event["type"] == kind]
    better = re.sub(r"(?<=[a-z])(?=[A-Z])|\W", "_", kind).lower()
    method = other if other and not other.startswith("_") else better
    return Cause(
        cause,
        f'write "type": "{method.replace("_", ".", 1)}" in group_send, which calls '
        f"{method}",
        place_of_layer_call(seen, calls[0]) if calls else consumer.place,
    )
