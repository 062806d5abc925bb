"""One page is shown where the other one belongs."""

from tests.diagnosis.evidence import Evidence
from tests.diagnosis.rule import DONE, PAGES, Cause
from tests.diagnosis.source import Place
from tests.diagnosis.url_routes import root_file, routes_in

EXPLAINS = PAGES
RANK = DONE
HINTS = (
    "Look at the routes in both urls.py, and at the templates that the views render.",
    "/chat/ is the page that asks for a room, /chat/ROOM/ the page of the room. Django "
    "takes the first route that fits the address.",
    '    path("chat/", include("chat.urls")),          # in the project\'s urls.py\n\n'
    '    path("", views.index, name="index"),          # in the app\'s\n'
    '    path("<str:room_name>/", views.room, name="room"),',
)

INDEX, ROOM = "room-name-input", "chat-log"


def match(seen: Evidence) -> Cause | None:
    view = seen.page
    if not view or "the tab is at" in seen.failure.expected:
        return None
    if INDEX in seen.failure.expected and ROOM in view.ids:
        return room_at_index(seen)
    if ROOM in seen.failure.expected and INDEX in view.ids and ROOM not in view.ids:
        if any(seen.http_status(f"/chat/{room}/") == 404 for room in seen.rooms):
            return None  # the page with the list says that there is no such room
        found = seen.search(r"def room\b", (".py",))
        place = Place(found[0][0], found[0][1]) if found else None
        return Cause(
            "/chat/ROOM/ shows the page that asks for a room",
            'let the view of a room render "chat/room.html"',
            place,
        )
    return None


def room_at_index(seen: Evidence) -> Cause:
    """/chat/ shows a room: the one called chat, or a wrong template."""
    root, said = root_file(seen), '/chat/ shows a room, the one called "chat"'
    routes = routes_in(seen, root)
    included = [route for route in routes if route.included]
    if not included:
        settings = seen.settings_file
        return Cause(
            f"{said}: ROOT_URLCONF names {root}, the URLs of the app",
            "let ROOT_URLCONF name the urls.py of the project, beside settings.py",
            Place(settings, seen.line_with(settings, "ROOT_URLCONF")),
        )
    empty = [route for route in included if route.pattern.strip("^$/") == ""]
    if empty:
        module = empty[0].included
        return Cause(
            f'{said}: {root} includes {module} at "", not at "chat/"',
            f'write path("chat/", include("{module}"))',
            empty[0].place,
        )
    found = seen.search(r"def index\b", (".py",))
    return Cause(
        "/chat/ shows the page of a room, not the page that asks for one",
        'let the view of /chat/ render "chat/index.html", and its route be ""',
        Place(found[0][0], found[0][1]) if found else None,
    )
