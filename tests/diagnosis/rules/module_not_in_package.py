"""An import names a module that an installed package does not have."""

import re

from tests.diagnosis.evidence import Evidence
from tests.diagnosis.known_names import (
    GONE_MODULES,
    PACKAGES,
    module_meant_by,
    shadow_of,
)
from tests.diagnosis.rule import SAID, START, Cause
from tests.diagnosis.source import Place

EXPLAINS = START
RANK = SAID
HINTS = (
    "Compare the import with the one in the tutorial, letter by letter.",
    "The package is there, and has no module of that name: it is misspelt, or it is of an "
    "older version.",
    "    from channels.generic.websocket import WebsocketConsumer",
)


def match(seen: Evidence) -> Cause | None:
    error = seen.start_error
    if not error or error.name != "ModuleNotFoundError":
        return None
    found = re.search(r"No module named '([\w.]+)'", error.text)
    module = found[1] if found else ""
    package = module.partition(".")[0]
    if package not in PACKAGES or package == module or shadow_of(seen, package):
        return None
    if seen.versions.get(package.replace("_", "-")) is None:
        return None  # it is not installed
    instead, other = GONE_MODULES.get(module), module_meant_by(module)
    if instead:
        what = f"write {instead}"
    else:
        what = f'write "{other}"' if other else "compare the name with the tutorial's"
    is_old = " (older versions had it)" if instead else ""
    has = f'; it has "{other}"' if other else ""
    place = error.place
    if not place:  # no import of theirs: a text in the settings
        file = seen.settings_file
        line = seen.line_with(file, module)
        place = Place(file, line) if line else None
    return Cause(
        f'the package {package} has no module "{module}"{is_old or has}',
        what,
        place,
    )
