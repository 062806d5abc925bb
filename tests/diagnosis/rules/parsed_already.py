"""receive_json() parses what it is given, which is no text any more."""

from tests.diagnosis.evidence import Evidence
from tests.diagnosis.rule import SAID, SOCKETS, Cause

EXPLAINS = SOCKETS
RANK = SAID
HINTS = (
    "Look at the line with json.loads.",
    "A JsonWebsocketConsumer has parsed the frame before it calls receive_json(): content is "
    "the dict already.",
    '    def receive_json(self, content):\n        message = content["message"]',
)


def match(seen: Evidence) -> Cause | None:
    error = seen.error_like("the JSON object must be str, bytes or bytearray, not")
    if not error:
        return None
    kind = error["text"].rpartition(" ")[2]
    for place in error["places"]:
        method = seen.method_at(place)
        if method and method.name == "receive_json":
            return Cause(
                f"receive_json() is given the parsed frame, a {kind}, and parses it once "
                "more",
                'use it as it is: message = content["message"]',
                method.at(place["line"]),
            )
    return Cause(
        f"json.loads takes text, and it was given a {kind}",
        "parse only what is still text",
        seen.place_of(error),
    )
