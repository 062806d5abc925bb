"""Reading and writing WebSocket frames.

A message is {"message": "..."} in both directions. A frame that holds no
message is answered with {"error": "..."}, one sentence for the person who sent it.
"""

import json

MAX_MESSAGE_LENGTH = 2000  # characters


class BadFrame(ValueError):
    """The frame holds no message; str() of this error is the sentence that says why."""


def read_message(text_data):
    """Return the message in a frame, a str. Raise BadFrame if it holds none.

    text_data is None when the frame was binary.
    """
    if text_data is None:
        raise BadFrame("Send the message as text, not as binary data.")
    try:
        frame = json.loads(text_data)
    except (ValueError, RecursionError):  # RecursionError: too deeply nested
        raise BadFrame("This frame is not JSON.") from None
    if not isinstance(frame, dict) or not isinstance(frame.get("message"), str):
        raise BadFrame('A frame looks like this: {"message": "some text"}.')
    message = frame["message"]
    if not message.strip():
        raise BadFrame("The message is empty.")
    if len(message) > MAX_MESSAGE_LENGTH:
        raise BadFrame(f"The message is longer than {MAX_MESSAGE_LENGTH} characters.")
    if any("\ud800" <= character <= "\udfff" for character in message):
        # JSON can write half a character (a lone surrogate), UTF-8 cannot.
        raise BadFrame("The message contains half a character.")
    return message


def message_frame(message):
    return json.dumps({"message": message})


def error_frame(error):
    return json.dumps({"error": str(error)})
