"""There is no page for a room."""

import re

from tests.diagnosis.evidence import Evidence
from tests.diagnosis.rule import PAGES, SAID, Cause
from tests.diagnosis.source import Place
from tests.diagnosis.url_routes import Route, app_urls, routes_in

EXPLAINS = PAGES
RANK = SAID
HINTS = (
    "Look at urlpatterns in the urls.py of the app.",
    "A second route takes the name of the room from the address and gives it to a view.",
    '    path("<str:room_name>/", views.room, name="room"),',
)

RIGHT = re.compile(r"<(?:str:|slug:|path:)?\w+>/|\^?\(\?P<\w+>.+\)/\$?")


def match(seen: Evidence) -> Cause | None:
    file = app_urls(seen)
    route = room_route(seen, file) if file else None
    if not nobody_comes_to(seen, route):
        return None
    add = 'add path("<str:room_name>/", views.room, name="room") to '
    if not route:
        return Cause(
            "no URL leads to a page for a room",
            add + (file or "the urls.py of the app"),
            Place(file, seen.line_with(file, "urlpatterns")) if file else None,
        )
    said = f'the route of a room in {file} is "{route.pattern}"'
    right = 'write "<str:room_name>/"'
    if RIGHT.fullmatch(route.pattern):
        return None
    if "<int:" in route.pattern:
        return Cause(f"{said}: int takes only digits", right, route.place)
    if "<" not in route.pattern:
        return Cause(f"{said}, which has no part in <...>", right, route.place)
    if route.call == "path" and "(?P<" in route.pattern:
        return Cause(f"{said}: path() takes that letter by letter", right, route.place)
    if not route.pattern.rstrip("$").endswith("/"):
        return Cause(f"{said}, without a slash at its end", right, route.place)
    return Cause(f"{said}, so a room is not at /chat/ROOM/", right, route.place)


def nobody_comes_to(seen: Evidence, route: Route | None) -> bool:
    """Whether Django found no page for the room, or sent the browser to another address."""
    for room in seen.rooms:
        if seen.http_status(f"/chat/{room}/") == 404:
            # A view that says so itself, in a page of its own, had a route.
            return not (seen.page and "room-name-input" in seen.page.ids)
        at = re.search(rf"it is at (/chat/[^\s?]*{room}\S*)", seen.failure.found)
        if at and at[1] != f"/chat/{room}/":
            # By redirect("room"), which knows the routes.
            return bool(re.search(rf"GET {re.escape(at[1])}[^\n]* 200", seen.log))
    # What redirect("room", ...) or {% url "room" %} says.
    asked = any(
        event["error"] == "NoReverseMatch" and "Reverse for 'room'" in event["text"]
        for event in seen.events_of("view error")
    )
    return asked and not (route and RIGHT.fullmatch(route.pattern))


def room_route(seen: Evidence, file: str) -> Route | None:
    """Return the route that is meant for a room."""
    routes = routes_in(seen, file)
    for sign in ("room_name", "room", "<", "{"):
        for route in routes:
            if sign in route.pattern or (sign == "room" and sign in route.target):
                return route
    return None
