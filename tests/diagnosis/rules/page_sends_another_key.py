"""The page sends its message under another key than the consumer reads."""

from tests.diagnosis.evidence import Evidence
from tests.diagnosis.frames import keys_of
from tests.diagnosis.rule import SAID, TALK, Cause

EXPLAINS = TALK
RANK = SAID
HINTS = (
    "Compare the key in the page's send() with the one that receive() reads.",
    'Both sides use "message", in both directions.',
    "    chatSocket.send(JSON.stringify({'message': message}));",
)


def match(seen: Evidence) -> Cause | None:
    for frame in seen.frames_from_page:
        keys = keys_of(frame)
        if keys and "message" not in keys:
            return Cause(
                f'the page sends the key "{keys[0]}", and the consumer reads "message"',
                'send {"message": ...} from the page',
                seen.page_place(r"\.send\(", r"JSON\.stringify"),
            )
    return of_server(seen)


def of_server(seen: Evidence) -> Cause | None:
    """What the page sent was not seen in the browser, and the consumer missed the key."""
    error = seen.error_like("KeyError: 'message'")
    if not error or error["handling"] != "websocket.receive":
        return None
    return Cause(
        'the page sends no key "message", which the consumer reads',
        'send {"message": ...} from the page',
        seen.page_place(r"\.send\(", r"JSON\.stringify"),
    )
