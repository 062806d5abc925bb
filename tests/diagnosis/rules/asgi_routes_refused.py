"""asgi.py or routing.py gives Channels something that it cannot use."""

import re

from tests.diagnosis.evidence import Evidence
from tests.diagnosis.rule import CONNECTING, SAID, START, Cause
from tests.diagnosis.source import Place

EXPLAINS = START | CONNECTING
RANK = SAID
HINTS = (
    "Look at routing.py, and at the lines of asgi.py that use its list.",
    "URLRouter takes one list of path() calls. Each of them has a consumer's as_asgi(), and "
    "the middleware stands around the URLRouter.",
    "    websocket_urlpatterns = [\n"
    '        path("ws/chat/<str:room_name>/", consumers.ChatConsumer.as_asgi()),\n    ]\n'
    "    # and in asgi.py\n    URLRouter(websocket_urlpatterns)",
)

WRAPPERS = {
    "AllowedHostsOriginValidator",
    "AuthMiddlewareStack",
    "CookieMiddlewareStack",
    "SessionMiddlewareStack",
}


def match(seen: Evidence) -> Cause | None:
    said = [(str(error), error.place) for error in seen.log_errors if seen.server_down]
    said += [(f"{e['error']}: {e['text']}", seen.place_of(e)) for e in seen.errors]
    for text, place in said:
        if cause := explain(seen, text, place):
            return cause
    return None


def explain(seen: Evidence, text: str, place: Place | None) -> Cause | None:
    asgi = seen.asgi_file
    routing = seen.routing_file
    router = Place(asgi, seen.line_with(asgi, "URLRouter("))
    if "'URLPattern' object is not iterable" in text:
        line = seen.line_with(routing, "websocket_urlpatterns", "path(")
        return Cause(
            f"the routes in {routing} are one path() and not a list of them",
            "put square brackets around it: [path(...)]",
            Place(routing, line),
        )
    if "'list' object has no attribute 'callback'" in text:
        return Cause(
            f"URLRouter in {asgi} is given a list in a list",
            "write URLRouter(websocket_urlpatterns), without further square brackets",
            router,
        )
    if "'module' object is not iterable" in text and place and place.file == asgi:
        return Cause(
            f"URLRouter in {asgi} is given a whole module, not the list in it",
            "name the list: URLRouter(chat.routing.websocket_urlpatterns)",
            router,
        )
    if found := re.search(
        r"'(\w*Middleware|OriginValidator)' object is not iter", text
    ):
        return Cause(
            f"URLRouter in {asgi} is given the middleware, and takes a list of routes",
            "let the middleware stand around it: "
            "AuthMiddlewareStack(URLRouter(websocket_urlpatterns))",
            router,
        )
    found = re.search(r"(\w+)\(\) takes 1 positional argument but 3 were", text)
    if found and found[1] in WRAPPERS:
        return Cause(
            f"{found[1]} in {asgi} has no brackets: it has to be called with what it wraps",
            f"write {found[1]}(URLRouter(websocket_urlpatterns))",
            Place(asgi, line_of_last(seen, asgi, found[1])),
        )
    if "include() is not supported in URLRouter" in text:
        return Cause(
            "the WebSocket routes use include(), which Channels does not know",
            "import the list: from chat.routing import websocket_urlpatterns",
            Place(asgi, seen.line_with(asgi, "include(") or router.line),
        )
    if re.search(r"OriginValidator\.__init__\(\) missing .*'allowed_origins'", text):
        return Cause(
            "OriginValidator needs a list of origins too",
            "use AllowedHostsOriginValidator(...), which takes ALLOWED_HOSTS",
            Place(asgi, seen.line_with(asgi, "OriginValidator(")),
        )
    if found := re.search(
        r"type object '(\w+)' has no attribute '(as_\w+|asgi)'", text
    ):
        name, word = found.groups()
        return Cause(
            f"a consumer has no {word}(): what {name} has is called as_asgi()",
            f"write {name}.as_asgi()",
            place,
        )
    if found := re.search(r'"(.+)" is not a valid regular expression: (.+)', text):
        line = seen.line_with(routing, found[1], "re_path(")
        return Cause(
            f'the route "{found[1]}" in {routing} is no regular expression: {found[2]}',
            r"write (?P<room_name>\w+), with the P and all brackets",
            Place(routing, line),
        )
    if "AuthMiddleware cannot find session in scope" in text:
        return Cause(
            f"AuthMiddleware in {asgi} has no session to look into",
            "use AuthMiddlewareStack, which brings the session and the cookies",
            Place(asgi, seen.line_with(asgi, "AuthMiddleware(")),
        )
    if 'No "cookies" in scope' in text:
        return Cause(
            f"SessionMiddleware in {asgi} has no cookies to look into",
            "use AuthMiddlewareStack, or SessionMiddlewareStack, which bring the cookies",
            Place(asgi, seen.line_with(asgi, "SessionMiddleware(")),
        )
    return None


def line_of_last(seen: Evidence, file: str, text: str) -> int | None:
    """Return the last line with the text: its use, and not its import."""
    lines = enumerate(seen.text(file).splitlines(), start=1)
    return max((number for number, line in lines if text in line), default=None)
