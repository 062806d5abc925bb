"""The channel layer has no method of the name that is called."""

import re

from tests.diagnosis.evidence import Evidence, near
from tests.diagnosis.rule import SAID, SOCKETS, Cause

EXPLAINS = SOCKETS
RANK = SAID
HINTS = (
    "Look at the word behind channel_layer. in the line that is named.",
    "A channel layer has group_add, group_discard and group_send for groups, and send for "
    "one channel.",
    "    self.channel_layer.group_send(self.room_group_name, {...})",
)
OPERATIONS = ("group_add", "group_discard", "group_send", "send")
OTHERS = {"receive", "new_channel", "flush"}
CALLED = re.compile(r"channel_layer\.(\w+)")


def match(seen: Evidence) -> Cause | None:
    for error in seen.errors:
        code = error["places"][-1]["code"] if error["places"] else ""
        called = CALLED.search(code)
        # The pub/sub layer looks for the name on the loop, and finds none on a thread.
        lost = f"no attribute '{called[1]}'" if called else None
        if not called or not (lost in error["text"] or "event loop" in error["text"]):
            continue
        name = called[1]
        if name in OPERATIONS or name in OTHERS:
            continue
        other = turned(name) or near(name, OPERATIONS, 0.5)
        return Cause(
            f"a channel layer has no {name}",
            f"write {other}" if other else f"use one of {', '.join(OPERATIONS)}",
            seen.place_of(error),
        )
    return None


def turned(name: str) -> str | None:
    """Return the operation with the same words in another order, or None."""
    words = set(name.split("_"))
    return next((one for one in OPERATIONS if set(one.split("_")) == words), None)
