"""send() is given something that is not text."""

import re

from tests.diagnosis.evidence import Evidence
from tests.diagnosis.rule import SAID, SOCKETS, Cause

EXPLAINS = SOCKETS
RANK = SAID
HINTS = (
    "Look at the argument of self.send().",
    "A WebSocket carries text. json.dumps() makes text of a dict; send_json() of a "
    "JsonWebsocketConsumer does it for you.",
    '    self.send(text_data=json.dumps({"message": message}))',
)

SIGNS = (
    "object has no attribute 'encode'",
    "expected string or bytes",
    "must be str, not",
    "Message text must be",
)


def match(seen: Evidence) -> Cause | None:
    error = seen.error_like(*SIGNS)
    if not error or not seen.consumer:
        return None
    method = None
    for place in reversed(error["places"]):
        method = method or seen.method_at(place)
    found = re.search(r"'(\w+)' object|not '?(\w+)", error["text"])
    kind = (found[1] or found[2]) if found else "something else"
    calls = [c for c in method.calls if c.name == "send"] if method else []
    return Cause(
        f"self.send() takes text, and it was given a {kind}",
        "pass text_data=json.dumps({...})",
        method.at(calls[-1].line) if calls else seen.place_of(error),
    )
