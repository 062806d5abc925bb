"""The page has no element with an id that its script, or a person, needs."""

import re

from tests.diagnosis.evidence import Evidence, near
from tests.diagnosis.page_script import asked_elements
from tests.diagnosis.rule import PAGE_SOCKET, PAGES, TALK, WRITTEN, Cause
from tests.diagnosis.source import Place

EXPLAINS = PAGES | PAGE_SOCKET | TALK
RANK = WRITTEN
HINTS = (
    "Compare the ids in the HTML with those in document.querySelector(...).",
    "The pages need the ids room-name-input and room-name-submit, chat-log, "
    "chat-message-input and chat-message-submit.",
    '    <textarea id="chat-log" cols="100" rows="20"></textarea>',
)

INDEX = ("room-name-input",)
CONTRACT = {
    *("room-name-input", "room-name-submit"),
    *("chat-log", "chat-message-input", "chat-message-submit"),
}
ROOM = ("chat-log", "chat-message-input")


def match(seen: Evidence) -> Cause | None:
    view = seen.page
    if not view or "the tab is at" in seen.failure.expected:
        return None
    index = "room-name-input" in seen.failure.expected
    wanted, others = (INDEX, ROOM) if index else (ROOM, INDEX)
    if set(others) & set(view.ids):
        return None  # it is the other page
    asked = re.search(r"reading '(?:value|textContent|inner)|of null", str(view.errors))
    free = set(view.ids) - CONTRACT - {one.id for one in asked_elements(seen)}
    for id_ in wanted:
        other = near(id_, free, 0.7)
        if id_ in view.ids or not (set(view.ids) & CONTRACT or asked or other):
            continue
        if other:
            place = seen.page_place(rf"""id=["']?{re.escape(other)}\b""")
        else:
            file = next(iter(seen.files_of_page), seen.page_file)
            place = Place(file, seen.line_with(file, "<main", "<body", "{% block body"))
        has = f'; it has "{other}"' if other else ""
        return Cause(
            f"the page has no element with the id {id_}{has}",
            f'write id="{id_}" in {place.file}',
            place,
        )
    return None
