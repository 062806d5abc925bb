"""The page's script asks for an element that is not there."""

from tests.diagnosis.evidence import Evidence, near
from tests.diagnosis.page_script import (
    NULL,
    Asked,
    asked_elements,
    stopped_by_script,
)
from tests.diagnosis.rule import PAGE_SOCKET, PAGES, TALK, WRITTEN, Cause
from tests.diagnosis.source import Place

CONTRACT = {
    *("room-name-input", "room-name-submit"),
    *("chat-log", "chat-message-input", "chat-message-submit"),
}
"""Those that the workbook's checks and the tutorial's tests use."""

EXPLAINS = PAGES | PAGE_SOCKET | TALK
RANK = WRITTEN
HINTS = (
    "Compare the ids in the HTML with those that the script asks for.",
    "querySelector() wants a # before an id, getElementById() wants the id alone. Where "
    "there is no such element they give null, and the script stops at the next dot. A "
    "script above the element runs before there is one.",
    "    document.querySelector('#chat-log')   // <textarea id=\"chat-log\">\n"
    "    document.getElementById('room-name')",
)


def match(seen: Evidence) -> Cause | None:
    if "with the id" in seen.failure.expected:
        return None  # what the page lacks says another rule
    for error in stopped_by_script(seen):
        found = NULL.search(error.text)
        if not found:
            continue
        name = found["chrome"] or found["firefox"] or ""
        ids = seen.page.ids
        asked = asked_elements(seen)
        missing = [one for one in asked if is_missing(one, ids)]
        # The one with the same property, if it stands in the same line.
        missing.sort(key=lambda one: f".{name}" not in one.rest)
        if error.place:
            missing.sort(key=lambda one: one.place != error.place)
        if missing:
            return say(seen, missing[0])
        if asked and error.place is None:
            return too_early(seen, asked, name)
        if error.place and any(one.place == error.place for one in asked):
            return too_early(seen, [a for a in asked if a.place == error.place], name)
    return None


def is_missing(one: Asked, ids: list[str]) -> bool:
    if one.id is not None:
        return one.id not in ids
    return one.selector.replace("_", "-") in {id_.replace("_", "-") for id_ in ids}


def say(seen: Evidence, one: Asked) -> Cause:
    selector, ids = one.selector, seen.page.ids
    if one.call == "querySelector" and one.id is None:
        return Cause(
            f"querySelector('{selector}') in {one.place.file} has no # before the id, so it "
            "finds nothing",
            f"write querySelector('#{selector}')",
            one.place,
        )
    if selector.startswith("#") and one.call == "getElementById":
        return Cause(
            f"getElementById('{selector}') in {one.place.file} finds nothing: it takes the "
            "id without #",
            f"write getElementById('{selector[1:]}')",
            one.place,
        )
    asked = {a.id for a in asked_elements(seen)}
    other = near(one.id or "", set(ids) - asked - CONTRACT, 0.7)
    other = other or near(one.id or "", ids, 0.75)
    has = f'; it has "{other}"' if other else ""
    said = (
        f'the page has no element with the id "{one.id}", which {one.place.file} asks '
    )
    said += f"for{has}"
    if one.id in CONTRACT and other:
        return Cause(
            said,
            f'write id="{one.id}" in the HTML',
            seen.page_place(rf"""id=["']?{other}\b"""),
        )
    if "JSON.parse" in seen.text(one.place.file).splitlines()[one.place.line - 1]:
        place = seen.page_place(r"json_script")
        return Cause(
            said,
            f'let the template have {{{{ room_name|json_script:"{one.id}" }}}}',
            place if place.line else one.place,
        )
    return Cause(
        said,
        f'write "{other}" there, or "{one.id}" in the HTML'
        if other
        else f'give an element of the page the id "{one.id}", or correct the script',
        one.place,
    )


def too_early(seen: Evidence, asked: list[Asked], name: str) -> Cause:
    """All that is asked for is in the page: it was not yet when the script ran."""
    first = next((one for one in asked if f".{name}" in one.rest), asked[0])
    file, place = first.place.file, first.place
    if file.endswith(".js"):
        script = seen.page_place(rf"<script.*{file.rpartition('/')[2]}")
        place = script if script.line else place
    elif line := seen.line_with(file, "<script>", "<script"):
        place = Place(file, line)
    return Cause(
        f"the script runs before the page has its element {first.selector}, because it "
        "stands above it",
        "move the <script> to the end of the page, below the elements",
        place,
    )
