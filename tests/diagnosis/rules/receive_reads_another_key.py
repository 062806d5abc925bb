"""receive() reads another key than the page sends."""

from tests.diagnosis.evidence import Evidence
from tests.diagnosis.rule import SAID, SOCKETS, Cause

EXPLAINS = SOCKETS
RANK = SAID
HINTS = (
    "Compare the key that receive() reads with the one in the page's send().",
    'Both sides use "message", in both directions.',
    '    message = text_data_json["message"]',
)


def match(seen: Evidence) -> Cause | None:
    for error in seen.errors:
        if error["error"] == "KeyError" and error["handling"] == "websocket.receive":
            if seen.check not in SOCKETS:
                return None
            key = error["text"].strip("'\"")
            return Cause(
                f'receive() reads the key "{key}", and the page sends "message"',
                'read ["message"]',
                seen.place_of(error),
            )
    return None
