"""A frame that is not what the page sends stops the consumer, or is passed on."""

from tests.diagnosis.evidence import Evidence
from tests.diagnosis.rule import WRITTEN, Cause

EXPLAINS = {
    "a_bad_frame_is_answered_and_the_socket_kept",
    "a_frame_of_5_MB_does_not_disturb_others",
}
RANK = WRITTEN
HINTS = (
    "Look at receive() in your consumer.",
    "Anybody can send anything to a WebSocket: text that is no JSON, a list, a number, binary "
    "data. An error in receive() closes the socket with code 1011.",
    '    try:\n        message = json.loads(text_data)["message"]\n'
    "    except (TypeError, ValueError, KeyError):\n"
    '        self.send(text_data=json.dumps({"error": "..."}))\n        return',
)


def match(seen: Evidence) -> Cause | None:
    method = seen.method("receive", "receive_json", "websocket_receive")
    error = seen.errors[0] if seen.errors else None
    said = f" stops with {error['error']}" if error else " does not answer it"
    if not error and seen.failure.found.startswith("the answer is"):
        said = " sends it on as if it were a message"
    place = seen.place_of(error) if error else None
    return Cause(
        f"a frame that the page would not send is not expected: the consumer{said}",
        'read frames with care, and answer a bad one with {"error": "..."}',
        place or (method.place if method else None),
    )
