"""An import asks a module for a name that it does not define."""

import re

from tests.diagnosis.evidence import Evidence, near
from tests.diagnosis.rule import SAID, START, Cause

EXPLAINS = START
RANK = SAID
HINTS = (
    "Look at both files: the one that imports, and the one that it imports from.",
    "The name has to be written in the same way in both, and capital letters count.",
    "    # chat/routing.py\n    websocket_urlpatterns = [...]\n\n    # mysite/asgi.py\n"
    "    from chat.routing import websocket_urlpatterns",
)


def match(seen: Evidence) -> Cause | None:
    error = seen.start_error
    text = str(error)
    found = (
        (
            re.search(
                r"cannot import name '(?P<name>\w+)' from '(?P<module>[\w.]+)'", text
            )
            or re.search(
                r"module '(?P<module>[\w.]+)' has no attribute '(?P<name>\w+)'", text
            )
        )
        if error
        else None
    )
    if not found:
        return None
    file = seen.file_of_module(found["module"])
    if not file:
        return None
    if "partially initialized" in text:
        return Cause(
            f"{file} and {error.place.file} import each other, so that neither is ready",
            "let one of them do without the other",
            error.place,
        )
    words = re.findall(r"^(?:class |def |async def )?(\w+)", seen.text(file), re.M)
    other = near(found["name"], words, 0.6)
    has = f'; it has "{other}"' if other else ""
    return Cause(
        f'{file} defines no "{found["name"]}"{has}',
        f'write "{other}"' if other else f'define "{found["name"]}" in {file}',
        error.place,
    )
