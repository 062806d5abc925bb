"""The route holds the consumer's class, not what as_asgi() makes of it."""

from tests.diagnosis.evidence import Evidence
from tests.diagnosis.rule import SAID, SOCKETS, Cause
from tests.diagnosis.source import Place

EXPLAINS = SOCKETS
RANK = SAID
HINTS = (
    "Look at the route of the WebSocket in routing.py.",
    "A route needs an application. as_asgi() makes one of the class, which then makes a new "
    "consumer for every connection.",
    "    consumers.ChatConsumer.as_asgi()",
)


def match(seen: Evidence) -> Cause | None:
    file = seen.routing_file
    for route in seen.routes:
        name = route["classes"][0]["name"] if route["classes"] else None
        if route["kind"] == "class" and name:
            code = f"{name}.as_asgi()"
        elif route["kind"] in {
            "method",
            "builtin_function_or_method",
        } and "as_asgi" in seen.text(file):
            code = "ChatConsumer.as_asgi()"
        elif (
            route["kind"] == "function"
            and seen.errors
            and "ws" in str(route["pattern"])
        ):
            return Cause(
                f"the route in {file} holds a function, not what a consumer's as_asgi() "
                "makes",
                "write ChatConsumer.as_asgi() in the route",
                Place(file, seen.line_with(file, "path(")),
            )
        else:
            continue
        line = seen.line_with(file, f"{name})", f"{name},", ".as_asgi,", ".as_asgi)")
        return Cause(
            f"the route in {file} holds {name or 'as_asgi'} itself, without the call",
            f"write {code} in the route, with the brackets",
            Place(file, line or (seen.line_with(file, name) if name else None)),
        )
    return None
