"""The in-memory channel layer lives inside one process."""

from tests.diagnosis.evidence import Evidence
from tests.diagnosis.rule import SAID, TWO_PROCESSES, Cause
from tests.diagnosis.source import Place

EXPLAINS = TWO_PROCESSES | {"a_closed_tab_leaves_nothing_behind"}
RANK = SAID
HINTS = (
    "Look at BACKEND in CHANNEL_LAYERS.",
    "A real site runs several processes. InMemoryChannelLayer reaches only the one it is in; "
    "Redis is what all of them can reach.",
    '    "BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer"',
)


def match(seen: Evidence) -> Cause | None:
    if "InMemory" not in seen.layer_backend:
        return None
    file = seen.settings_file
    return Cause(
        "messages do not cross processes with InMemoryChannelLayer: each process has its own",
        "use a Redis layer, as channels_redis.pubsub.RedisPubSubChannelLayer",
        Place(file, seen.line_with(file, "InMemory")),
    )
