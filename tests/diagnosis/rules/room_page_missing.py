"""There is no page for a room."""

from tests.diagnosis.evidence import Evidence
from tests.diagnosis.rule import PAGES, WRITTEN, Cause
from tests.diagnosis.source import Place

EXPLAINS = PAGES
RANK = WRITTEN
HINTS = (
    "Look at urlpatterns in the urls.py of the app.",
    "A second route takes the name of the room from the address and gives it to a view.",
    '    path("<str:room_name>/", views.room, name="room"),',
)


def match(seen: Evidence) -> Cause | None:
    for room in seen.rooms:
        for path in (f"/chat/{room}/", f"/chat/{room}"):
            if seen.http_status(path) == 404:
                file = seen.find_file("chat/urls.py") or seen.find_file("urls.py")
                return Cause(
                    f"no URL leads to a page for a room: {path} is not found",
                    'add path("<str:room_name>/", views.room, name="room") to '
                    f"{file or 'the urls.py of the app'}",
                    Place(file, seen.line_with(file, "urlpatterns")) if file else None,
                )
    return None
