"""A method is named without brackets, so it is never called."""

import ast

from tests.diagnosis.calls import layer_call
from tests.diagnosis.evidence import Evidence
from tests.diagnosis.rule import CLEAN_UP, DONE, SOCKETS, Cause
from tests.diagnosis.source import Method

EXPLAINS = SOCKETS
RANK = DONE
HINTS = (
    "Look at the end of the line that is named.",
    "A name alone does nothing: brackets behind it call it. async_to_sync(...) makes a "
    "function, which needs brackets of its own.",
    "    self.leave()\n"
    "    async_to_sync(self.channel_layer.group_send)(self.room_group_name, {...})",
)

LAYER = ("group_add", "group_send", "group_discard")
OF_CHANNELS = (*LAYER, "send", "send_json")


def match(seen: Evidence) -> Cause | None:
    consumer = seen.consumer
    if not consumer or seen.errors:
        return None
    leaves = seen.check in CLEAN_UP
    for method in consumer.defined:
        if (method.name == "disconnect") != leaves:
            continue
        for name, line in method.mentions:
            own = consumer.methods.get(name)
            if not (own and is_called(own)) and name not in OF_CHANNELS:
                continue
            if any(one.of(name) for one in seen.connections):
                continue
            return Cause(
                f"{method.name}() names {name} and does not call it: the brackets with "
                "its arguments are missing",
                f"write {as_call(seen, name, method)}",
                method.at(line),
            )
    return None


def is_called(method: Method) -> bool:
    """Whether the method is one that has to be called, and no property."""
    names = [ast.unparse(decorator) for decorator in method.node.decorator_list]
    return not any("property" in name for name in names)


def as_call(seen: Evidence, name: str, method: Method) -> str:
    if name in LAYER:
        return layer_call(seen, name)
    own = seen.consumer.methods.get(name)
    is_async = own.is_async if own else seen.consumer.is_async
    return f"{'await ' if is_async and method.is_async else ''}self.{name}(...)"
