"""The consumer uses a name that it does not have."""

import ast
import re

from tests.diagnosis.evidence import Evidence, near
from tests.diagnosis.misplaced import misplaced
from tests.diagnosis.rule import SAID, SOCKETS, Cause
from tests.diagnosis.source import ConsumerSource

EXPLAINS = SOCKETS
RANK = SAID
HINTS = (
    "Look at the name in the line, letter by letter.",
    "What a consumer stores in one method and reads in another has the same name in both and "
    "begins with self.",
    '    self.room_name = self.scope["url_route"]["kwargs"]["room_name"]   # connect()\n'
    "    self.room_name                                                   # elsewhere",
)

OF_CHANNELS = (
    *("accept", "send", "close", "send_json", "scope", "groups"),
    *("channel_layer", "channel_name"),
)
ATTRIBUTE = re.compile(r"'(\w+)' object has no attribute '(\w+)'")
NAME = re.compile(r"name '(\w+)' is not defined")


def match(seen: Evidence) -> Cause | None:
    consumer = seen.consumer
    if not consumer or misplaced(seen, "connect") or misplaced(seen, "receive"):
        return None
    for error in seen.errors:
        place = seen.place_of(error)
        attribute = ATTRIBUTE.search(error["text"])
        if attribute and attribute[1] == consumer.name and place:
            known = attribute[2] in OF_CHANNELS
            too_early = any(p["function"] == "__init__" for p in error["places"])
            if not known and not too_early:
                called = f".{attribute[2]}(" in error["places"][-1]["code"]
                return of_self(consumer, attribute[2], called, place)
        name = NAME.search(error["text"])
        own = {*OF_CHANNELS, *consumer.methods, *stored_names(consumer)}
        if name and name[1] in own and place:
            return Cause(
                f"{name[1]} belongs to the consumer, and the line does not say so",
                f"write self.{name[1]}"
                + ("(...)" if f"{name[1]}(" in error["places"][-1]["code"] else ""),
                place,
            )
    return None


def of_self(consumer: ConsumerSource, name: str, called: bool, place) -> Cause:
    stored = stored_names(consumer)
    if name in stored:
        return Cause(
            f"self.{name} is not there yet: {stored[name]}() stores it, and did not come to "
            "that before",
            f"store self.{name} in connect(), before it is used",
            place,
        )
    other = near(name, {*OF_CHANNELS, *consumer.methods, *stored}, 0.8)
    if other:
        return Cause(
            f"{consumer.name} has no {name}; it has {other}",
            f"write self.{other}",
            place,
        )
    if called:
        return Cause(
            f"{consumer.name} has no method {name}",
            f"write def {name}(self), or call a method that is there",
            place,
        )
    return Cause(
        f"self.{name} is read, and nothing in {consumer.name} has stored it",
        f"store it before, self.{name} = ..., or read what is there",
        place,
    )


def stored_names(consumer: ConsumerSource) -> dict[str, str]:
    """Return what methods store on self, and which method does."""
    return {
        node.attr: method.name
        for method in consumer.defined
        for node in ast.walk(method.node)
        if isinstance(node, ast.Attribute)
        and isinstance(node.ctx, ast.Store)
        and ast.unparse(node.value) == "self"
    }
