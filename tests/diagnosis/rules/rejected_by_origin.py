"""The origin validator refuses the project's own pages."""

from tests.diagnosis.evidence import Evidence
from tests.diagnosis.rule import CONNECTING, DONE, TALK, Cause
from tests.diagnosis.source import Place

EXPLAINS = CONNECTING | TALK
RANK = DONE
HINTS = (
    "Look at ALLOWED_HOSTS in settings.py and at the origin validator in asgi.py.",
    "The validator compares the site of the page with a list. AllowedHostsOriginValidator "
    "takes ALLOWED_HOSTS; an empty one means localhost and 127.0.0.1 while DEBUG is on.",
    "    ALLOWED_HOSTS = []",
)


def match(seen: Evidence) -> Cause | None:
    wrappers = seen.application.get("wrappers") or []
    validator = next((one for one in wrappers if "Origin" in one["type"]), None)
    refused = [
        one
        for one in seen.connections
        if not one.handled("websocket.connect")
        or any(event["type"] == "websocket.close" for event in one.of("sent"))
    ]
    if not validator or not refused or any(one.errors for one in seen.connections):
        return None
    if any(one.accepted for one in seen.connections):
        return None
    origins = validator["origins"] or []
    if "*" in origins or any("127.0.0.1" in origin for origin in origins):
        return None
    file = seen.asgi_file if validator["type"] == "own" else seen.settings_file
    return Cause(
        f"the origin validator allows {', '.join(origins) or 'no site'}, and so refuses the "
        "page of your own server at 127.0.0.1",
        "add '127.0.0.1' and 'localhost' to ALLOWED_HOSTS, or leave it empty while DEBUG is on",
        Place(file, seen.line_with(file, "ALLOWED_HOSTS", "OriginValidator(")),
    )
