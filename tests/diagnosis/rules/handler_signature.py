"""A method does not take the arguments that Channels gives it."""

import re

from tests.diagnosis.evidence import Evidence
from tests.diagnosis.rule import SAID, SOCKETS, Cause

EXPLAINS = SOCKETS
RANK = SAID
HINTS = (
    "Look at the brackets behind the method's name.",
    "Channels calls connect(self), receive(self, text_data=None, bytes_data=None), "
    "disconnect(self, close_code), and a handler of an event with that event.",
    "    def chat_message(self, event):",
)

RIGHT = {
    "connect": "connect(self)",
    "receive": "receive(self, text_data=None, bytes_data=None)",
    "disconnect": "disconnect(self, close_code)",
    "receive_json": "receive_json(self, content)",
}
SIGNS = r"(\w+)\(\) (takes|missing|got an unexpected keyword|got multiple)"


def match(seen: Evidence) -> Cause | None:
    for error in seen.errors:
        found = re.search(SIGNS, error["text"])
        if error["error"] != "TypeError" or not found or not seen.consumer:
            continue
        method = seen.consumer.methods.get(found[1])
        called_by_them = error["places"] and error["places"][-1]["function"] != found[1]
        if not method or called_by_them:
            continue
        right = RIGHT.get(method.name, f"{method.name}(self, event)")
        has = f"{method.name}({', '.join(method.parameters)})"
        word = "async def" if method.is_async else "def"
        return Cause(
            f"Channels cannot call {has}: {error['text'].rpartition('.')[2]}",
            f"write {word} {right}",
            method.place,
        )
    return None
