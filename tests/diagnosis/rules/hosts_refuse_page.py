"""ALLOWED_HOSTS refuses the page of the project's own server."""

from tests.diagnosis.evidence import Evidence
from tests.diagnosis.rule import PAGES, SAID, Cause
from tests.diagnosis.source import Place

EXPLAINS = PAGES
RANK = SAID
HINTS = (
    "Look at ALLOWED_HOSTS in settings.py.",
    "Django answers only to the names in this list. An empty one means localhost and "
    "127.0.0.1 while DEBUG is on.",
    '    ALLOWED_HOSTS = []   # or: ["localhost", "127.0.0.1"]',
)


def match(seen: Evidence) -> Cause | None:
    if "Invalid HTTP_HOST header: '127.0.0.1" not in seen.log:
        return None
    file = seen.settings_file
    place = Place(file, seen.line_with(file, "ALLOWED_HOSTS"))
    hosts = [str(host) for host in seen.settings.get("ALLOWED_HOSTS", ())]
    written = ", ".join(f'"{host}"' for host in hosts) or "nothing"
    if any("127.0.0.1" in host for host in hosts):
        return Cause(
            f"ALLOWED_HOSTS holds {written}, which is not the plain name 127.0.0.1, so "
            "Django refuses the page",
            'write names alone, without http:// and port: ["localhost", "127.0.0.1"]',
            place,
        )
    return Cause(
        f"ALLOWED_HOSTS holds {written} and not 127.0.0.1, so Django refuses the page at "
        "the address that runserver prints",
        "add '127.0.0.1' and 'localhost', or leave the list empty while DEBUG is on",
        place,
    )
