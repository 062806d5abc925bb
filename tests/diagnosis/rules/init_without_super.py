"""The consumer has an __init__ of its own that keeps Channels from doing its part."""

from tests.diagnosis.evidence import Evidence
from tests.diagnosis.rule import SAID, SOCKETS, Cause

EXPLAINS = SOCKETS
RANK = SAID
HINTS = (
    "Look at __init__() of your consumer.",
    "It takes the place of the base class's, which has to run too, and there is no connection "
    "yet when it runs. What you want to prepare fits into connect().",
    "    def __init__(self, *args, **kwargs):\n        super().__init__(*args, **kwargs)\n"
    "        self.messages = []",
)

TOO_EARLY = ("base_send", "scope", "channel_layer", "channel_name")


def match(seen: Evidence) -> Cause | None:
    method = seen.method("__init__")
    if not method or not seen.errors:
        return None
    error = seen.errors[0]
    text = error["text"]
    calls_super = any(call.name == "__init__" for call in method.calls)
    if "'NoneType' object is not iterable" in text and not error["places"]:
        if calls_super:
            return None
        return Cause(
            f"{method.class_name} has an __init__() that does not call the one of its base "
            "class, so Channels has not prepared the consumer",
            "begin it with super().__init__(*args, **kwargs)",
            method.place,
        )
    inside = any(place["function"] == "__init__" for place in error["places"])
    if inside and any(f"no attribute '{name}'" in text for name in TOO_EARLY):
        return Cause(
            f"{method.class_name}.__init__() runs before there is a connection: {text}",
            "move that into connect()",
            seen.place_of(error),
        )
    return None
