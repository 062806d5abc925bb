"""No channel layer is configured."""

from tests.diagnosis.evidence import Evidence, near
from tests.diagnosis.rule import SAID, SOCKETS, Cause
from tests.diagnosis.source import Place

EXPLAINS = SOCKETS | {"the_settings_have_a_channel_layer"}
RANK = SAID
HINTS = (
    "Look for CHANNEL_LAYERS in settings.py.",
    'Without CHANNEL_LAYERS, or without an entry "default" in it, self.channel_layer is None.',
    '    CHANNEL_LAYERS = {\n        "default": {\n'
    '            "BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer",\n'
    '            "CONFIG": {"hosts": ["redis://localhost:6379"]},\n        },\n    }',
)


def match(seen: Evidence) -> Cause | None:
    told = seen.error_like("'NoneType' object has no attribute 'group_")
    of_settings = seen.check == "the_settings_have_a_channel_layer"
    if seen.layer or not (told or of_settings):
        return None
    file = seen.settings_file
    line = seen.line_with(file, "ASGI_APPLICATION")
    layers = seen.settings.get("CHANNEL_LAYERS")
    if layers:
        names = ", ".join(f'"{name}"' for name in layers)
        return Cause(
            f'CHANNEL_LAYERS has no entry "default", only {names}',
            'name the entry "default"',
            Place(file, seen.line_with(file, "CHANNEL_LAYERS")),
        )
    other = near("CHANNEL_LAYERS", seen.settings, 0.8)
    if other:
        return Cause(
            f"{file} has {other}, a setting that Django does not know and so ignores; the "
            "name is CHANNEL_LAYERS",
            f"write CHANNEL_LAYERS for {other}",
            Place(file, seen.line_with(file, other)),
        )
    return Cause(
        "no channel layer is configured, so self.channel_layer is None",
        f'add CHANNEL_LAYERS with a "default" entry to {file}',
        Place(file, line),
    )
