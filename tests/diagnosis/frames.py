"""What is in the frames of a page."""

import json


def content(frame: str) -> object:
    """Return what a frame holds as JSON, or None where it is no JSON."""
    try:
        return json.loads(frame)
    except ValueError:
        return None


def keys_of(frame: str) -> list[str]:
    """Return the keys of the object in a frame, none where it holds no object."""
    found = content(frame)
    return list(found) if isinstance(found, dict) else []
