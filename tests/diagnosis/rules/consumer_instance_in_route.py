"""The route holds one consumer object, which all connections share."""

from tests.diagnosis.evidence import Evidence
from tests.diagnosis.rule import SAID, SOCKETS, Cause
from tests.diagnosis.source import Place

EXPLAINS = SOCKETS
RANK = SAID
HINTS = (
    "Look at the route of the WebSocket in routing.py.",
    "ChatConsumer() is one object. Each new connection overwrites in it what belongs to the "
    "one before: its socket, its room, its channel name.",
    "    consumers.ChatConsumer.as_asgi()   # a new consumer for every connection",
)


def match(seen: Evidence) -> Cause | None:
    for route in seen.routes:
        if route["kind"] == "object" and route["classes"]:
            name = route["classes"][0]["name"]
            file = seen.routing_file
            return Cause(
                f"{file} puts {name}() in the route: one object for everybody, so that "
                "each new tab takes the place of the one before",
                f"write {name}.as_asgi(), which makes a consumer for each connection",
                Place(file, seen.line_with(file, f"{name}()")),
            )
    return None
