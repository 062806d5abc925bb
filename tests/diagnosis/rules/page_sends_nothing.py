"""The page is connected and sends nothing when somebody writes."""

from tests.diagnosis.evidence import Evidence
from tests.diagnosis.page_script import script_errors
from tests.diagnosis.rule import TALK, WRITTEN, Cause
from tests.diagnosis.source import Place

EXPLAINS = TALK
RANK = WRITTEN
HINTS = (
    "Open the browser's console (F12) on the page, and press Enter in the message field.",
    "What is typed has to go to chatSocket.send(), by Enter and by the button.",
    "    document.querySelector('#chat-message-submit').onclick = function(e) {",
)


def match(seen: Evidence) -> Cause | None:
    view = seen.page
    if not view or not view.connected or seen.frames_from_page:
        return None
    if view.errors and script_errors(seen):
        return None  # its script stops, and other rules say with what
    if seen.button_sends or any(
        one.handled("websocket.receive") for one in seen.connections
    ):
        return None
    wrong = seen.search(r"\.(on[a-z]*[A-Z]\w*)\s*=", seen.page_files)
    for file, line, found in wrong:
        if file in seen.files_of_page:
            return Cause(
                f"the page sends nothing: its script gives {found[1]} a function, and the "
                f"browser calls {found[1].lower()}",
                f"write {found[1].lower()}, all in small letters",
                Place(file, line),
            )
    waits = seen.page_place(r"onsubmit|addEventListener\([\"'`]submit")
    template = next(iter(seen.files_of_page), None)
    if waits.line and template and "<form" not in seen.text(template):
        return Cause(
            f"{waits.file} waits for a form to be submitted, and {template} has no <form>",
            "put a <form> around the message field and the button",
            seen.page_place(r"chat-message-input"),
        )
    return Cause(
        "the page sends nothing, neither by Enter nor by the button",
        "let both call chatSocket.send()",
        seen.page_place(r"\.send\(", r"chat-message-submit"),
    )
