"""channels_redis.core with redis-py 8 closes tabs that are silent for 5 seconds."""

from tests.diagnosis.evidence import Evidence
from tests.diagnosis.rule import SAID, Cause
from tests.diagnosis.source import Place

EXPLAINS = {
    "the_channel_layer_keeps_silent_tabs",
    "two_tabs_still_talk_after_12_silent_seconds",
}
RANK = SAID
HINTS = (
    "Look at BACKEND in CHANNEL_LAYERS, and at the version of redis: python -m pip show redis.",
    "redis-py 8 ends a read after 5 seconds unless told otherwise, and this layer waits "
    "longer: https://github.com/django/channels_redis/issues/422",
    '    "BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer"\n'
    '    # or: python -m pip install "redis<8"',
)


def match(seen: Evidence) -> Cause | None:
    if not seen.layer_backend.startswith("channels_redis.core."):
        return None
    file = seen.settings_file
    return Cause(
        f"{seen.layer_backend} with redis-py {seen.versions.get('redis')} closes a tab that "
        "hears nothing for 5 s, with close code 1011",
        'use "channels_redis.pubsub.RedisPubSubChannelLayer", or install redis<8',
        Place(file, seen.line_with(file, seen.layer_backend)),
    )
