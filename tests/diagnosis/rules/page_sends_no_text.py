"""The page sends a frame that does not hold what was typed."""

from tests.diagnosis.evidence import Evidence
from tests.diagnosis.frames import content
from tests.diagnosis.rule import SAID, TALK, Cause

EXPLAINS = TALK
RANK = SAID
HINTS = (
    "Look at what the script puts into the frame.",
    "The text of an input is its value. It has to be read before the input is emptied.",
    "    const message = messageInputDom.value;\n"
    "    chatSocket.send(JSON.stringify({'message': message}));\n"
    "    messageInputDom.value = '';",
)


def match(seen: Evidence) -> Cause | None:
    for frame in seen.frames_from_page:
        found = content(frame)
        if found == {} or (
            isinstance(found, dict)
            and "message" in found
            and (found["message"] == "" or not isinstance(found["message"], str))
        ):
            return Cause(
                f"the page sends {frame[:40]}, without what was typed",
                "send the value of the input: messageInputDom.value, read before it is "
                "emptied",
                seen.page_place(
                    r"message\w*\s*=\s*[^=].*(innerText|textContent|innerHTML)",
                    r"const message\b|let message\b|var message\b",
                    r"\.send\(",
                ),
            )
    return None
