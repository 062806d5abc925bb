"""The page sends text that is no JSON."""

from tests.diagnosis.evidence import Evidence
from tests.diagnosis.frames import content
from tests.diagnosis.rule import SAID, TALK, Cause

EXPLAINS = TALK
RANK = SAID
HINTS = (
    "Look at send( in the page's script.",
    "The consumer reads JSON. An object has to be made into text with JSON.stringify.",
    "    chatSocket.send(JSON.stringify({'message': message}));",
)


def match(seen: Evidence) -> Cause | None:
    for frame in seen.frames_from_page:
        if not isinstance(content(frame), dict):
            sent = frame[:40] if isinstance(frame, str) else "[object Object]"
            place = seen.page_place(r"\.send\(")
            return Cause(
                f'the page sends "{sent}", which is no JSON object, and the consumer '
                "parses JSON",
                "send JSON.stringify({message: ...}) from the page",
                place,
            )
    return None
