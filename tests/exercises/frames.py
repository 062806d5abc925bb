"""What is in a frame that the server has sent, whatever that is."""

import json

OF_THE_CHECK = "sent.by.the.check"
"""The type of an event for which no consumer has a handler: a check stops one with it."""


def content_of(frame: str | bytes | None) -> dict:
    """Return the object in a frame of JSON; an empty one for any other frame or none."""
    try:
        content = json.loads(frame) if frame is not None else None
    except ValueError:
        return {}
    return content if isinstance(content, dict) else {}
