"""An import asks a package for a name that it does not have."""

import re

from tests.diagnosis.evidence import Evidence
from tests.diagnosis.known_names import GONE, meant_by
from tests.diagnosis.rule import START, WRITTEN, Cause

EXPLAINS = START
RANK = WRITTEN
HINTS = (
    "Compare the import with the one in the tutorial, letter by letter.",
    "Capital letters count: it is WebsocketConsumer, with a small s. Many pages on the web "
    "are of older versions, whose names are gone.",
    "    from channels.generic.websocket import WebsocketConsumer\n"
    "    from django.urls import include, path, re_path",
)


def match(seen: Evidence) -> Cause | None:
    for error in seen.log_errors if seen.server_down else ():
        asked = re.search(r"cannot import name '(\w+)' from '([\w.]+)'", error.text)
        if error.name != "ImportError" or not asked or not error.place:
            continue
        name, module = asked.groups()
        if (seen.folder / module.split(".")[0]).exists():
            continue  # a module of theirs: another rule
        line = meant_by(name, module)
        is_old = " any more" if (module, name) in GONE else ""
        return Cause(
            f'{module} has no "{name}"{is_old}',
            f"write {line}" if line else "compare the name with the tutorial's",
            error.place,
        )
    return None
