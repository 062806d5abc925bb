"""The settings do not name a Redis."""

from tests.diagnosis.evidence import Evidence
from tests.diagnosis.rule import SAID, Cause
from tests.diagnosis.source import Place

EXPLAINS = {"the_settings_name_the_Redis"}
RANK = SAID
HINTS = (
    "Look at CONFIG in CHANNEL_LAYERS.",
    'Without "hosts" the layer goes to localhost:6379, also on a server whose Redis is '
    "elsewhere.",
    '    "CONFIG": {"hosts": [os.environ.get("REDIS_URL", "redis://localhost:6379")]},',
)


def match(seen: Evidence) -> Cause | None:
    file = seen.settings_file
    return Cause(
        '"hosts" is not inside CHANNEL_LAYERS["default"]["CONFIG"], so the default '
        "localhost:6379 is used, wherever the project runs",
        'add "CONFIG": {"hosts": [...]} below "BACKEND"',
        Place(file, seen.line_with(file, "BACKEND", "CHANNEL_LAYERS")),
    )
