"""Entering a room's name on the index page does not lead to the room."""

import re
from urllib.parse import unquote

from tests.diagnosis.evidence import Evidence
from tests.diagnosis.page_script import script_errors
from tests.diagnosis.rule import PAGES, PLAIN, Cause
from tests.diagnosis.source import Place

EXPLAINS = PAGES
RANK = PLAIN
HINTS = (
    "Look at what the index page does when somebody types a name and presses Enter.",
    "Its script, or its form, has to send the browser to /chat/ and the name and a slash.",
    "    document.querySelector('#room-name-submit').onclick = function(e) {\n"
    "        var roomName = document.querySelector('#room-name-input').value;\n"
    '        window.location.pathname = "/chat/" + roomName + "/";\n    };',
)


def match(seen: Evidence) -> Cause | None:
    at = re.search(r"it is at (\S*)", seen.failure.found)
    if not at or seen.events_of("view error"):
        return None
    path = unquote(at[1])
    if script_errors(seen) and path.startswith("/chat/") and path.count("/") == 2:
        return None  # its script stops, and other rules say with what
    if path.startswith("/chat/") and path.count("/") == 2:
        return stays(seen, path)
    place = index_place(seen, r"location\b", "action=", "room-name-submit")
    if "[object" in path:
        return Cause(
            f"the index page goes to {path}: it takes the element for the name",
            "take its value: document.querySelector('#room-name-input').value",
            index_place(
                seen, r"room-name-input'\)\s*;", r"room-name-input", r"location\b"
            ),
        )
    return Cause(
        f"the index page goes to {path}, and the room is at /chat/ROOM/",
        'let it open "/chat/" + roomName + "/", with a slash at both ends',
        place,
    )


def stays(seen: Evidence, path: str) -> Cause:
    """The browser is still at the index page, or there again."""
    if re.search(r"POST /chat/\S* 403", seen.log) or "CSRF" in seen.page.text:
        return Cause(
            "the form of the index page is sent by POST without a CSRF token, which "
            "Django refuses with 403",
            'leave out method="post": a form that only asks is sent by GET',
            index_place(seen, r"<form"),
        )
    if "?" in path and "=" not in path:
        return Cause(
            "the form of the index page sends no name: its input has no name=",
            'write <input id="room-name-input" name="room_name">',
            index_place(seen, r"<input.*room-name-input", r"room-name-input"),
        )
    keys = seen.search(
        r"\.key(Code)?\s*={2,3}\s*([\"'`]\w*[\"'`]|\d+)", seen.page_files
    )
    for file, line, found in keys:
        if "room-name-input" in seen.text(file) and found[2].strip("\"'`") not in {
            "Enter",
            "13",
        }:
            return Cause(
                f"pressing Enter on the index page does nothing: the key is compared with "
                f"{found[2]}",
                "compare e.key with 'Enter', with a capital E",
                Place(file, line),
            )
    handler = seen.search(r"\.(on[A-Za-z]*[A-Z]\w*)\s*=", seen.page_files)
    for file, line, found in handler:
        if "room-name-input" in seen.text(file):
            return Cause(
                f"the index page gives {found[1]} a function, and the browser calls "
                f"{found[1].lower()}",
                f"write {found[1].lower()}, all in small letters",
                Place(file, line),
            )
    return Cause(
        f"pressing Enter on the index page leads to no room: the browser is at {path}",
        'let it open "/chat/" + roomName + "/"',
        index_place(
            seen, r"location\b", "<form", "room-name-submit", "room-name-input"
        ),
    )


def index_place(seen: Evidence, *patterns: str) -> Place | None:
    """Return a line in the files that have to do with the index page."""
    for pattern in patterns:
        for file, line, _ in seen.search(pattern, seen.page_files):
            if "room-name-input" in seen.text(file) and "chat-log" not in seen.text(
                file
            ):
                return Place(file, line)
    return None
