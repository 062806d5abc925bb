"""An import asks a module for a name that it does not define."""

import re

from tests.diagnosis.evidence import Evidence, near
from tests.diagnosis.rule import SAID, START, Cause
from tests.diagnosis.source import Place

EXPLAINS = START
RANK = SAID
HINTS = (
    "Look at both files: the one that imports, and the one that it imports from.",
    "The name has to be written in the same way in both, and capital letters count.",
    "    # chat/routing.py\n    websocket_urlpatterns = [...]\n\n    # mysite/asgi.py\n"
    "    from chat.routing import websocket_urlpatterns",
)

SAYS = (
    r"cannot import name '(?P<name>\w+)' from (?:partially initialized module )?"
    r"'(?P<module>[\w.]+)'",
    r"module '(?P<module>[\w.]+)' has no attribute '(?P<name>\w+)'",
)


def match(seen: Evidence) -> Cause | None:
    error = seen.start_error
    found = next(
        (one for says in SAYS if error and (one := re.search(says, error.text))), None
    )
    file = seen.file_of_module(found["module"]) if found else None
    if not file:
        return None
    if "partially initialized" in error.text and error.place:
        return Cause(
            f"{file} and {error.place.file} import each other, so that neither is ready",
            "let one of them do without the other",
            error.place,
        )
    if file.endswith("__init__.py"):
        return None  # a module is asked for, or the setting is wrong
    name = found["name"]
    words = re.findall(r"^(?:class |def |async def )?(\w+)", seen.text(file), re.M)
    other = near(name, words, 0.6)
    if not other and seen.text(file).strip() == "":
        return Cause(
            f'{file} is empty, so there is no "{name}" in it',
            f'write "{name}" in {file}, and save it',
            error.place or Place(file),
        )
    has = f'; it has "{other}"' if other else ""
    return Cause(
        f'{file} defines no "{name}"{has}',
        f'write "{other}"' if other else f'define "{name}" in {file}',
        error.place or Place(file, seen.line_with(file, other) if other else None),
    )
