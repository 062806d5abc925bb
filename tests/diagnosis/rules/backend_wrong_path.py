"""The BACKEND of the channel layer is not the path of a class, or not installed."""

from tests.diagnosis.evidence import Evidence, near
from tests.diagnosis.known_names import shadow_of
from tests.diagnosis.rule import SAID, SOCKETS, Cause
from tests.diagnosis.source import Place

EXPLAINS = SOCKETS
RANK = SAID
HINTS = (
    "Look at BACKEND in CHANNEL_LAYERS.",
    "The layers for Redis are in a package of their own, channels_redis.",
    '    "BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer"',
)


def match(seen: Evidence) -> Cause | None:
    error = seen.error_like("Cannot import BACKEND", "No BACKEND specified")
    if not error:
        return None
    if shadow_of(seen, "redis") or shadow_of(seen, "channels_redis"):
        return None  # it is there, and cannot be imported
    file = seen.settings_file
    backend = seen.layer_backend
    place = Place(file, seen.line_with(file, backend or "BACKEND", "CHANNEL_LAYERS"))
    if not backend:
        other = near("BACKEND", map(str, seen.layer or {}), 0.8)
        if other:
            line = seen.line_with(file, f'"{other}"', f"'{other}'")
            return Cause(
                f'the channel layer has "{other}" where "BACKEND" belongs',
                'write "BACKEND"',
                Place(file, line),
            )
        return Cause("the channel layer has no BACKEND", 'add "BACKEND"', place)
    if seen.versions.get("channels-redis") is None:
        return Cause(
            f'the BACKEND "{backend}" is not there: channels_redis is not installed',
            "install it where the project runs: python -m pip install channels-redis",
            place,
        )
    return Cause(
        f'there is no channel layer at the BACKEND "{backend}"',
        'write "channels_redis.core.RedisChannelLayer" or '
        '"channels_redis.pubsub.RedisPubSubChannelLayer" (pip install channels_redis)',
        place,
    )
