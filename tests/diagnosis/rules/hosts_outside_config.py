"""What the settings say about Redis stands where nobody reads it."""

from tests.diagnosis.evidence import Evidence, near
from tests.diagnosis.rule import SAID, SOCKETS, Cause
from tests.diagnosis.source import Place

HEARD = "the_settings_have_a_channel_layer"
EXPLAINS = SOCKETS | {HEARD}
RANK = SAID
HINTS = (
    "Look at the brackets in CHANNEL_LAYERS.",
    'Only "BACKEND" and "CONFIG" are read. The hosts belong inside CONFIG; without them the '
    "layer goes to localhost:6379.",
    '    "default": {\n        "BACKEND": "...",\n'
    '        "CONFIG": {"hosts": ["redis://localhost:6379"]},\n    }',
)


def match(seen: Evidence) -> Cause | None:
    layer = seen.layer or {}
    outside = [
        str(key) for key in layer if key not in {"BACKEND", "CONFIG", "TEST_CONFIG"}
    ]
    lost = seen.error_like("Connect call failed", "connecting to", "refused")
    if not outside or not (lost or seen.check == HEARD):
        return None
    file = seen.settings_file
    key = outside[0]
    place = Place(file, seen.line_with(file, f'"{key}"', f"'{key}'"))
    other = near(key, ["BACKEND", "CONFIG"], 0.75)
    if other and other not in layer:
        return Cause(
            f'CHANNEL_LAYERS["default"] has "{key}", which is not read, and no "{other}"',
            f'write "{other}" for "{key}"',
            place,
        )
    return Cause(
        f'"{key}" is not inside CHANNEL_LAYERS["default"]["CONFIG"], so it is not read and '
        "the default localhost:6379 is used",
        f'move "{key}" into "CONFIG": {{...}}',
        place,
    )
