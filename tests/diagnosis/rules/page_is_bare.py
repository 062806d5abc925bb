"""The page is there and has nothing of the chat in it."""

from tests.diagnosis.evidence import Evidence
from tests.diagnosis.rule import PAGES, PLAIN, Cause

EXPLAINS = PAGES
RANK = PLAIN
HINTS = (
    "Open the page in a browser, and look at its source.",
    "The view has to render the template of the page, with the elements that the chat needs.",
    '    return render(request, "chat/room.html", {"room_name": room_name})',
)


def match(seen: Evidence) -> Cause | None:
    view = seen.page
    if not view or "the tab is at" in seen.failure.expected or view.errors:
        return None
    paths = ["/chat/"]
    if "room-name-input" not in seen.failure.expected:
        paths = [f"/chat/{room}/" for room in seen.rooms]
    if any(seen.http_status(path) == 200 for path in paths):
        shows = " ".join(view.text.split())[:60]
        says = f'it shows "{shows}"' if shows else "it is empty"
        return Cause(
            f"{paths[-1]} is a page without the elements of the chat: {says}",
            "let its view render the template, and see that the template has them",
        )
    return None
