"""A handler reads a key of the event that nobody put there."""

import ast
import re

from tests.diagnosis.evidence import Evidence
from tests.diagnosis.rule import SAID, SOCKETS, Cause

EXPLAINS = SOCKETS
RANK = SAID
HINTS = (
    "Compare the keys in group_send with what the handler reads from event.",
    "The handler is given the same dict that was sent to the group.",
    '    {"type": "chat.message", "message": message}   # group_send\n\n'
    '    message = event["message"]                     # chat_message',
)


def match(seen: Evidence) -> Cause | None:
    for error in seen.errors:
        handling = str(error["handling"])
        if error["error"] != "KeyError" or handling.startswith("websocket."):
            continue
        key = (
            ast.literal_eval(error["text"])
            if error["text"][:1] in "'\""
            else error["text"]
        )
        code = error["places"][-1]["code"] if error["places"] else ""
        method = seen.method_at(error["places"][-1]) if error["places"] else None
        event_name = (method.parameters[1:2] or ("event",))[0] if method else "event"
        if not re.search(rf"\b{event_name}\[.{re.escape(key)}.\]", code):
            continue
        sent = [event for one in seen.connections for event in one.of("group_send")]
        keys = next((e["keys"] for e in sent if e["type"] == handling), [])
        has = (
            ", ".join(f'"{name}"' for name in keys if name != "type") or "no other key"
        )
        return Cause(
            f'the handler of {handling} reads "{key}" from the event, which has {has}',
            "use the same key in group_send and in the handler",
            seen.place_of(error),
        )
    return None
