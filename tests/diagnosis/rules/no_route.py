"""No route matches the path that is asked for, as a slash too few or too many."""

import re

from tests.diagnosis.evidence import Evidence
from tests.diagnosis.rule import CONNECTING, SAID, TALK, Cause
from tests.diagnosis.source import Place

EXPLAINS = CONNECTING | TALK
RANK = SAID
HINTS = (
    "Compare the route in routing.py with the address that the page's script opens.",
    "Channels compares the whole path, without the first slash. Nothing is redirected: a "
    "slash at the end that one has and the other not is enough.",
    '    re_path(r"ws/chat/(?P<room_name>\\w+)/$", consumers.ChatConsumer.as_asgi())\n'
    "    # and in the page\n"
    "    'ws://' + window.location.host + '/ws/chat/' + roomName + '/'",
)


def match(seen: Evidence) -> Cause | None:
    error = seen.error_like("No route found for path")
    if not error:
        return None
    asked = re.search(r"path '([^']*)'", error["text"])[1]
    patterns = [str(route["pattern"]) for route in seen.routes if route["pattern"]]
    room = next((name for name in seen.rooms if name in asked), None)
    if room and re.fullmatch(f"/?ws/chat/{room}/", f"{asked}") is None:
        return page_opens_another_path(seen, asked, room, patterns)
    file = seen.routing_file
    place = Place(file, seen.line_with(file, "as_asgi", "path("))
    if not patterns:
        return Cause(
            f"the list of WebSocket routes is empty, so nothing serves {asked}",
            'add path("ws/chat/<str:room_name>/", ChatConsumer.as_asgi())',
            place,
        )
    shown = " and ".join(f'"{pattern}"' for pattern in patterns)
    why = f"the page opens {asked} and the route in {file} is {shown}"
    if all(not pattern.rstrip("$Z\\").endswith("/") for pattern in patterns):
        return Cause(
            f"{why}: it does not end in the same slash",
            "end the route with a slash; WebSocket routes get no redirect",
            place,
        )
    if any(pattern.lstrip("^").startswith("/") for pattern in patterns):
        return Cause(
            f"{why}: routes begin without a slash",
            "remove the first slash of the route",
            place,
        )
    return Cause(
        f"{why}: they do not fit",
        "let the route be ws/chat/, the room's name and a slash",
        place,
    )


def page_opens_another_path(seen, asked, room, patterns) -> Cause:
    right = f"ws/chat/{room}/"
    place = seen.page_place(r"new WebSocket\(", r"wss?://", r"location\.host")
    found = seen.page_place(r"location\.host")
    what = "has no slash at its end" if f"{asked}/" == right else "has no route"
    return Cause(
        f"{place.file} opens /{asked}, which {what}; the consumer is at /{right}",
        "let the page open '/ws/chat/' + roomName + '/'",
        found if found.line else place,
    )
