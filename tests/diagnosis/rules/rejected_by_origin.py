"""The origin validator refuses the project's own pages."""

from urllib.parse import urlsplit

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
    validator = next((one for one in wrappers if one["origins"] is not None), None)
    # What the validator itself answers is not told as a send of a consumer.
    refused = [one for one in seen.connections if one.of("sent") and not one.of("send")]
    if not validator or not refused or any(one.errors for one in seen.connections):
        return None
    if any(one.accepted for one in seen.connections):
        return None
    origins = validator["origins"]
    if "*" in origins or {"127.0.0.1", ".127.0.0.1"} & set(origins):
        return None
    shown = ", ".join(origins) or "no site"
    file = seen.asgi_file
    place = Place(file, seen.line_with(file, "Validator("))
    if any(urlsplit(origin).hostname == "127.0.0.1" for origin in origins):
        return Cause(
            f"the origin validator allows {shown}, that port alone, and refuses the page of "
            "a server at another one",
            "use AllowedHostsOriginValidator, which compares the name of the host",
            place,
        )
    said = f"the origin validator allows {shown}, and so refuses the page of your own "
    said += "server at 127.0.0.1"
    if "AllowedHostsOriginValidator(" not in seen.text(file):
        return Cause(
            said,
            "use AllowedHostsOriginValidator, which takes ALLOWED_HOSTS, or add "
            "'127.0.0.1' and 'localhost' to the list",
            place,
        )
    file = seen.settings_file
    return Cause(
        said,
        "add '127.0.0.1' and 'localhost' to ALLOWED_HOSTS, or leave it empty while DEBUG is on",
        Place(file, seen.line_with(file, "ALLOWED_HOSTS")),
    )
