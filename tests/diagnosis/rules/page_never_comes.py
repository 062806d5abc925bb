"""A view does not return, so its page never comes."""

import time

from tests.diagnosis.evidence import Evidence
from tests.diagnosis.rule import DONE, PAGE_SOCKET, PAGES, TALK, Cause
from tests.diagnosis.source import Place

EXPLAINS = PAGES | PAGE_SOCKET | TALK
RANK = DONE
HINTS = (
    "Open the page yourself: the browser goes on loading, and runserver prints no line for "
    "it.",
    "A view has to return. Something in it waits: a sleep, a loop, an input(), an answer "
    "from elsewhere.",
    '    def room(request, room_name):\n        return render(request, "chat/room.html")',
)

LONG = 1.0  # seconds that a page may take

WAITS = r"\bsleep\(|\bwhile\b|\binput\(|\.wait\(|\.join\(|requests\.|urlopen\("


def match(seen: Evidence) -> Cause | None:
    now = time.time()
    asked = [
        event["path"]
        for event in seen.events_of("request")
        if now - event["time"] > LONG
    ]
    for event in seen.events_of("answered"):
        if event["path"] in asked:
            asked.remove(event["path"])
    if not asked or seen.errors:
        return None
    places = [
        one for one in seen.search(WAITS, (".py",)) if one[0].endswith("views.py")
    ]
    view = seen.find_file("views.py")
    place = Place(places[0][0], places[0][1]) if len(places) == 1 else None
    return Cause(
        f"the server was asked for {asked[-1]} and did not answer: the view does not return",
        "see what it waits for, and do without",
        place or (Place(view) if view else None),
    )
