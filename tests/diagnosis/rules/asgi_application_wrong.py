"""ASGI_APPLICATION names something that is not there."""

import re

from tests.diagnosis.evidence import Evidence
from tests.diagnosis.rule import START, WRITTEN, Cause
from tests.diagnosis.source import Place

EXPLAINS = START
RANK = WRITTEN
HINTS = (
    "Look at ASGI_APPLICATION in settings.py.",
    "It is the dotted name of asgi.py, a dot, and the name of the variable in it.",
    '    ASGI_APPLICATION = "mysite.asgi.application"',
)


def match(seen: Evidence) -> Cause | None:
    found = re.search(
        r"Cannot (?:import|find) .*ASGI_APPLICATION[^\n]*|Cannot find ASGI_APP[^\n]*",
        seen.log,
    )
    if not found:
        return None
    file = seen.settings_file
    value = seen.settings.get("ASGI_APPLICATION")
    asgi = seen.find_file("asgi.py")
    right = f"{asgi.removesuffix('.py').replace('/', '.')}.application" if asgi else ""
    return Cause(
        f'ASGI_APPLICATION is "{value}", and Django finds nothing there',
        f'write ASGI_APPLICATION = "{right}"'
        if right
        else "name the variable in asgi.py",
        Place(file, seen.line_with(file, "ASGI_APPLICATION")),
    )
