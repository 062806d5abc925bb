"""daphne is not in INSTALLED_APPS, so Django's own server runs, which knows no WebSockets."""

from tests.diagnosis.evidence import Evidence
from tests.diagnosis.rule import SAID, START, Cause
from tests.diagnosis.source import Place

EXPLAINS = START
RANK = SAID
HINTS = (
    "Look at INSTALLED_APPS in settings.py, and at what runserver prints when it starts.",
    "Without the app daphne, runserver is Django's own, for HTTP alone. With it, it says "
    '"Starting ASGI/Daphne".',
    '    INSTALLED_APPS = [\n        "daphne",\n        "chat",\n        ...',
)


def match(seen: Evidence) -> Cause | None:
    if seen.server_down or "daphne" in seen.settings.get("INSTALLED_APPS", ()):
        return None
    file = seen.settings_file
    return Cause(
        "the server is not an ASGI server: 'daphne' is not in INSTALLED_APPS",
        "put 'daphne' first in INSTALLED_APPS, and look for \"Starting ASGI/Daphne\" when "
        "runserver starts",
        Place(file, seen.line_with(file, "INSTALLED_APPS")),
    )
