"""The page's script uses a name that is not defined."""

import re

from tests.diagnosis.evidence import Evidence, near
from tests.diagnosis.page_script import stopped_by_script
from tests.diagnosis.rule import PAGE_SOCKET, PAGES, TALK, WRITTEN, Cause
from tests.diagnosis.source import Place

EXPLAINS = PAGES | PAGE_SOCKET | TALK
RANK = WRITTEN
HINTS = (
    "Open the browser's console (F12): it names the line.",
    "Capital letters count in JavaScript: roomname is not roomName, Websocket is not "
    "WebSocket. A function of another file is there when that file was loaded before.",
    "    const roomName = ...;\n    const chatSocket = new WebSocket(...);",
)

BROWSERS_OWN = ("WebSocket", "document", "window", "console", "JSON", "location")


def match(seen: Evidence) -> Cause | None:
    errors = stopped_by_script(seen)
    if any("SyntaxError" in error.text for error in errors):
        return None  # what that script defines is missing for this reason
    for error in errors:
        found = re.search(r"ReferenceError: (\w+) is not defined", error.text)
        if not found:
            continue
        name = found[1]
        places = seen.search(rf"^(?!\s*(?://|\*|<!--)).*\b{name}\b", seen.page_files)
        defines = re.compile(rf"\b(?:function|const|let|var|class)\s+{name}\b")
        places.sort(key=lambda one: one[0] not in seen.files_of_page)
        places.sort(key=lambda one: bool(defines.search(seen.text(one[0]))))
        used = Place(*places[0][:2]) if places else Place(seen.page_file)
        place = error.place or used
        if cause := defined_elsewhere(seen, name, place):
            return cause
        words = {
            word
            for file in {place.file, *seen.files_of_page}
            for word in re.findall(
                r"(?:const|let|var|function)\s+(\w+)", seen.text(file)
            )
        }
        own = near(name, words, 0.8)
        other = near(name, BROWSERS_OWN, 0.85) or own
        has = f'; there is "{other}"' if other else ""
        return Cause(
            f"the script in {place.file} uses {name}, which is not defined{has}",
            f"write {other} in both places"
            if other == own and own
            else f"write {other}"
            if other
            else f"define {name}, or correct its name",
            place,
        )
    return None


def defined_elsewhere(seen: Evidence, name: str, place: Place) -> Cause | None:
    """A script has it that the page loads too late, or not at all."""
    defines = rf"\b(?:function|const|let|var|class)\s+{name}\b"
    files = [f for f, _, _ in seen.search(defines, (".js",)) if f != place.file]
    if not files:
        return None
    file = files[0]
    short = file.rpartition("static/")[2]
    loads = seen.page_place(rf"<script.*{re.escape(short)}")
    if loads.line:
        return Cause(
            f"{name} is in {short}, which the page loads after the script that uses it",
            f"load {short} first",
            loads,
        )
    return Cause(
        f"{name} is in {short}, which the page does not load",
        f"add <script src=\"{{% static '{short}' %}}\"></script> above the others",
        seen.page_place(r"<script.*src"),
    )
