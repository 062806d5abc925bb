"""A room name is valid for the page and not for the WebSocket or the group."""

from tests.diagnosis.evidence import Evidence
from tests.diagnosis.rule import DONE, Cause
from tests.diagnosis.source import Place

EXPLAINS = {"odd_room_names_work_or_are_refused_in_a_sentence"}
RANK = DONE
HINTS = (
    "Type room names with a space, a hyphen, a dot, an accent, and a very long one.",
    "The page's URL, the WebSocket's URL and the group's name each allow something else. One "
    "rule for all three, and a sentence for who breaks it, is what people need.",
    '    ROOM_NAME = re.compile(r"[-a-zA-Z0-9_]{1,80}")',
)


def match(seen: Evidence) -> Cause | None:
    line = seen.line_with(seen.routing_file, "as_asgi", "path(")
    return Cause(
        "some room names are valid for the page, but not for the WebSocket route or the "
        "group name, and the person is not told",
        "have one rule for the page, the route and the group: letters, digits and underscore "
        "are safe; say so on the index page",
        Place(seen.routing_file, line),
    )
