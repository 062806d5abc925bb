"""No route matches the path that is asked for, as a slash too few or too many."""

import re

from tests.diagnosis.evidence import Evidence
from tests.diagnosis.rule import CONNECTING, SAID, TALK, Cause
from tests.diagnosis.source import Place
from tests.diagnosis.url_routes import routes_in

EXPLAINS = CONNECTING | TALK
RANK = SAID
HINTS = (
    "Compare the route in routing.py with the address that the page's script opens.",
    "Channels compares the whole path, without the first slash. Nothing is redirected: a "
    "slash at the end that one has and the other not is enough. path() takes <str:name>, "
    "re_path() takes (?P<name>...).",
    '    path("ws/chat/<str:room_name>/", consumers.ChatConsumer.as_asgi())\n'
    "    # and in the page\n"
    "    'ws://' + window.location.host + '/ws/chat/' + roomName + '/'",
)

RIGHT = 'write path("ws/chat/<str:room_name>/", ...)'


def match(seen: Evidence) -> Cause | None:
    error = seen.error_like("No route found for path")
    if not error:
        return pages_instead(seen)
    asked = re.search(r"path '([^']*)'", error["text"])[1]
    patterns = [str(route["pattern"]) for route in seen.routes if route["pattern"]]
    room = next((name for name in seen.rooms if name in asked), None)
    if room and re.fullmatch(f"/?ws/chat/{room}/", f"{asked}") is None:
        return page_opens_another_path(seen, asked, room)
    if cause := pages_instead(seen):
        return cause
    file = seen.routing_file
    place = Place(file, seen.line_with(file, "as_asgi", "path("))
    if not patterns:
        return Cause(
            f"the list of WebSocket routes is empty, so nothing serves /{asked}",
            'add path("ws/chat/<str:room_name>/", ChatConsumer.as_asgi())',
            Place(file, seen.line_with(file, "websocket_urlpatterns") or place.line),
        )
    shown = " and ".join(f'"{pattern}"' for pattern in patterns)
    why = f"/{asked} is asked for, and the route in {file} is {shown}"
    what, todo = misfit(seen, patterns[0], asked, room or "")
    return Cause(f"{why}: {what}", todo, place)


def misfit(seen: Evidence, pattern: str, asked: str, room: str) -> tuple[str, str]:
    """Return why a route does not fit, and what to do."""
    written = next(
        (r for r in routes_in(seen, seen.routing_file) if r.pattern in pattern), None
    )
    call = written.call if written else ""
    if call == "path" and re.search(r"\(\?P?<|\\[wd]|[$^]", pattern):
        return (
            "path() takes that letter by letter, only re_path() reads regular expressions",
            f"write re_path(...), or {RIGHT.removeprefix('write ')}",
        )
    if call != "path" and re.search(r"<(str|int|slug|path|uuid):", pattern):
        return (
            "re_path() reads regular expressions, and knows no <str:...>",
            f"write path(...), without the $, or {RIGHT.removeprefix('write ')}",
        )
    if not pattern.rstrip("$Z\\").endswith("/"):
        return (
            "it does not end in the same slash",
            "end the route with a slash; WebSocket routes get no redirect",
        )
    if pattern.lstrip("^").startswith("/"):
        return "routes begin without a slash", "remove the first slash of the route"
    if call == "path" and "<int:" in pattern:
        return "int takes only digits", RIGHT
    if "<" not in pattern and "(" not in pattern:
        return "it has no part for the name of the room", RIGHT
    if call != "path" and room:
        tries = {"123": "only digits", "x": "one character, because the + is missing"}
        for name, only in tries.items():
            if fits(pattern, asked.replace(room, name)):
                return (
                    f"its part for the room takes {only}",
                    r"write (?P<room_name>\w+)",
                )
    return "they do not fit", "let the route be ws/chat/, the room's name and a slash"


def fits(pattern: str, path: str) -> bool:
    try:
        return re.match(pattern, path) is not None
    except re.error:
        return False


def pages_instead(seen: Evidence) -> Cause | None:
    """URLRouter has views of pages in it, and no consumers."""
    kinds = [route["kind"] for route in seen.routes if route["pattern"] is not None]
    patterns = [str(route["pattern"]) for route in seen.routes]
    if not kinds or set(kinds) != {"function"} or not seen.errors:
        return None
    if any("ws" in pattern for pattern in patterns):
        return None  # they are of WebSockets, with a wrong target
    file = seen.asgi_file
    return Cause(
        f"URLRouter in {file} is given the routes of pages, so no WebSocket is served",
        "give it the list of WebSocket routes: from chat.routing import "
        "websocket_urlpatterns",
        Place(file, seen.line_with(file, "urls import", "URLRouter(")),
    )


def page_opens_another_path(seen: Evidence, asked: str, room: str) -> Cause:
    right = f"ws/chat/{room}/"
    place = seen.page_place(r"new WebSocket\(", r"wss?://", r"location\.host")
    found = seen.page_place(r"location\.host")
    what = "has no slash at its end" if f"{asked}/" == right else "has no route"
    return Cause(
        f"{place.file} opens /{asked}, which {what}; the consumer is at /{right}",
        "let the page open '/ws/chat/' + roomName + '/'",
        found if found.line else place,
    )
