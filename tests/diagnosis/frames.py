"""What is in the frames of a page."""

import json


def content(frame: object) -> object:
    """Return what a frame holds as JSON, or None where it is no JSON.

    A page can give send() what is no text, as an object.
    """
    if not isinstance(frame, str):
        return None
    try:
        return json.loads(frame)
    except ValueError:
        return None


def keys_of(frame: object) -> list[str]:
    """Return the keys of the object in a frame, none where it holds no object."""
    found = content(frame)
    return list(found) if isinstance(found, dict) else []


def messages_in(frames: list) -> list[str]:
    """Return the texts that are messages in these frames."""
    found = [content(frame) for frame in frames]
    texts = [one.get("message") for one in found if isinstance(one, dict)]
    return [text for text in texts if isinstance(text, str)]
