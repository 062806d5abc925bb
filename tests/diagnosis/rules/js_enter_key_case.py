"""Pressing Enter sends nothing, while the button works."""

from tests.diagnosis.evidence import Evidence
from tests.diagnosis.page_script import script_errors
from tests.diagnosis.rule import DONE, TALK, Cause
from tests.diagnosis.source import Place

EXPLAINS = TALK
RANK = DONE
HINTS = (
    "Look for the word key in the page's script.",
    "e.key is 'Enter', with a capital E. In a form, Enter submits the form.",
    "    document.querySelector('#chat-message-input').onkeyup = function(e) {\n"
    "        if (e.key === 'Enter') {",
)

COMPARED = r"\.key(?P<code>Code)?\s*[!=]==?\s*(?P<with>[\"'`]\w*[\"'`]|\d+)"


def match(seen: Evidence) -> Cause | None:
    view = seen.page
    if not view or not view.connected or not seen.button_sends:
        return None
    said = "pressing Enter sends nothing, and the Send button does"
    if script_errors(seen):
        return None  # the script stops, and another rule says with what
    files = seen.files_of_page or seen.files
    for file, line, found in seen.search(r"\.(on[kK]ey\w*)\s*=", seen.page_files):
        if file in files and not found[1].islower():
            return Cause(
                f"{said}: {file} gives {found[1]} a function, and the browser calls "
                f"{found[1].lower()}",
                f"write {found[1].lower()}, all in small letters",
                Place(file, line),
            )
    for file, line, found in seen.search(COMPARED, seen.page_files):
        if file in files and found["with"].strip("\"'`") not in {"Enter", "13"}:
            return Cause(
                f"{said}: the key is compared with {found['with']}",
                "compare e.key with 'Enter', with a capital E",
                Place(file, line),
            )
        if file in files and found["code"] and "Enter" in found["with"]:
            return Cause(
                f"{said}: keyCode is a number, and is compared with {found['with']}",
                "compare e.key with 'Enter'",
                Place(file, line),
            )
    for file, line, _ in seen.search(r"\.click\s*;", seen.page_files):
        if file in files:
            return Cause(
                f"{said}: click has no brackets, so it is never called",
                "write click()",
                Place(file, line),
            )
    return Cause(
        said,
        "let the key handler of the message field do what the button does",
        seen.page_place(
            r"onkeyup|onkeydown|keypress|addEventListener\(.key", r"chat-message-input"
        ),
    )
