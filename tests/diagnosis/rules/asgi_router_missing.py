"""No URLRouter stands between the middleware and the consumers."""

from tests.diagnosis.evidence import Evidence
from tests.diagnosis.rule import SAID, SOCKETS, Cause
from tests.diagnosis.source import Place

EXPLAINS = SOCKETS
RANK = SAID
HINTS = (
    'Look at the entry "websocket" in asgi.py.',
    "URLRouter compares the path with the routes, and puts the room's name into the scope. "
    "Around it stands the middleware, in it the list of routes.",
    "    AuthMiddlewareStack(URLRouter(websocket_urlpatterns))",
)


def match(seen: Evidence) -> Cause | None:
    file = seen.asgi_file
    place = Place(file, seen.line_with(file, '"websocket"', "'websocket'"))
    for route in seen.routes:
        if route["pattern"] is not None:
            continue
        if route["kind"] in {"list", "tuple"}:
            return Cause(
                f'"websocket" in {file} leads to the list of routes itself, and a list '
                "cannot be served",
                "put URLRouter around it: URLRouter(websocket_urlpatterns)",
                place,
            )
        if route["classes"] and seen.error_like("KeyError: 'url_route'"):
            name = route["classes"][0]["name"]
            return Cause(
                f'"websocket" in {file} leads to {name} without a URLRouter, so nothing '
                "reads the room's name from the address",
                "put URLRouter(websocket_urlpatterns) in its place",
                place,
            )
    return None
