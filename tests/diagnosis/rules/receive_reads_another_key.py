"""receive() reads another key than the page sends."""

import re

from tests.diagnosis.evidence import Evidence
from tests.diagnosis.frames import keys_of
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
            key = error["text"].strip("'\"")
            code = error["places"][-1]["code"] if error["places"] else ""
            if not re.search(
                rf"(\)|(?<![\w.])\w+)\[[\"']{re.escape(key)}[\"']\]", code
            ):
                continue  # of another dict, as self.rooms["key"]
            sent = next((keys_of(f) for f in seen.frames_from_page), ["message"])
            if key in sent:
                continue
            has = ", ".join(f'"{name}"' for name in sent) or '"message"'
            return Cause(
                f'receive() reads the key "{key}", and the page sends {has}',
                'read ["message"]',
                seen.place_of(error),
            )
    return None
