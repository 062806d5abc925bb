"""Frames arrive, and the page does nothing with them."""

from tests.diagnosis.evidence import Evidence
from tests.diagnosis.page_script import script_errors
from tests.diagnosis.rule import TALK, WRITTEN, Cause
from tests.diagnosis.source import Place
from tests.harness.sockets import error_in

EXPLAINS = TALK
RANK = WRITTEN
HINTS = (
    "Look at what the script does when a message arrives.",
    "The browser calls onmessage, all in small letters, or what addEventListener('message') "
    "was given. It has to add the text to the log.",
    "    chatSocket.onmessage = function(e) {\n        const data = JSON.parse(e.data);\n"
    "        document.querySelector('#chat-log').value += (data.message + '\\n');\n    };",
)

LOG_CHANGES = (
    r"\.(value|textContent|innerText|innerHTML)\s*\+?=|append\w*\(|insert\w+\("
)


def match(seen: Evidence) -> Cause | None:
    views = [view for view in seen.views if any(map(got_message, view.sockets))]
    if not views or any(view.log or view.log is None for view in views):
        return None
    if script_errors(seen):
        return None
    got = "the page gets each message and shows nothing"
    for file, line, found in seen.search(r"\.(on[a-z]*mess\w*)\s*=", seen.page_files):
        if found[1] != "onmessage":
            return said(seen, got, file, line, found[1])
    wrong = seen.search(r"\.(onmess\w*|onMess\w*)\s*=", seen.page_files)
    wrong = [one for one in wrong if one[2][1] != "onmessage"]
    if wrong:
        file, line, found = wrong[0]
        return said(seen, got, file, line, found[1])
    listens = seen.page_place(r"addEventListener\(\s*[\"'`]on[mM]essage")
    if listens.line:
        return Cause(
            f"{got}: addEventListener wants 'message', without on",
            "write addEventListener('message', ...)",
            listens,
        )
    place = seen.page_place(r"\.onmessage\s*=|addEventListener\(\s*[\"'`]message")
    if not place.line:
        return Cause(
            f"{got}: its script has no onmessage",
            "write chatSocket.onmessage = function(e) { ... }",
            seen.page_place(r"new WebSocket\("),
        )
    return Cause(
        f"{got}: what onmessage calls does not add it to the log",
        "add the message and '\\n' to the value of #chat-log",
        place,
    )


def got_message(socket: dict) -> bool:
    """Whether a frame came to the page that is no error, which stands elsewhere."""
    return any(error_in(frame) is None for frame in socket["received"])


def said(seen: Evidence, got: str, file: str, line: int, name: str) -> Cause:
    return Cause(
        f"{got}: {file} gives {name} a function, and the browser calls onmessage",
        f"write onmessage for {name}, all in small letters",
        Place(file, line),
    )
