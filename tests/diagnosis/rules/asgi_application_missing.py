"""The settings have no ASGI_APPLICATION."""

from tests.diagnosis.evidence import Evidence, near
from tests.diagnosis.rule import SAID, START, Cause
from tests.diagnosis.source import Place

EXPLAINS = START
RANK = SAID
HINTS = (
    "Look for WSGI_APPLICATION in settings.py: that is what startproject writes.",
    "runserver of Daphne asks the setting ASGI_APPLICATION which application to serve.",
    '    ASGI_APPLICATION = "mysite.asgi.application"',
)


def match(seen: Evidence) -> Cause | None:
    if "You have not set ASGI_APPLICATION" not in seen.log:
        return None
    file = seen.settings_file
    package = file.partition("/")[0]
    wrong = near("ASGI_APPLICATION", set(seen.settings) - {"WSGI_APPLICATION"}, 0.85)
    line = seen.line_with(file, wrong or "WSGI_APPLICATION")
    has = f"; it has {wrong}" if wrong else ""
    return Cause(
        f"{file} has no ASGI_APPLICATION{has}, so Daphne does not know what to serve",
        f'add ASGI_APPLICATION = "{package}.asgi.application" to {file}',
        Place(file, line),
    )
