"""The Redis server is older than version 5."""

from tests.diagnosis.evidence import Evidence
from tests.diagnosis.rule import SAID, SOCKETS, Cause
from tests.diagnosis.source import Place

EXPLAINS = SOCKETS
RANK = SAID
HINTS = (
    "Ask the Redis that you use for its version: redis-server --version.",
    "channels_redis needs Redis 5 or newer. The old build for Windows is version 3.",
    "    docker run --rm -p 127.0.0.1:6379:6379 redis:8   # or: nox -s redis",
)


def match(seen: Evidence) -> Cause | None:
    error = seen.error_like("unknown command 'BZPOPMIN'", "unknown command `BZPOPMIN`")
    error = error or seen.error_like("unknown command")
    if not error:
        return None
    file = seen.settings_file
    command = "BZPOPMIN" if "BZPOPMIN" in error["text"] else "a command that it is sent"
    return Cause(
        f"this Redis server is older than 5: it does not know {command}",
        "use a newer one, as redis:7 in Docker or nox -s redis",
        Place(file, seen.line_with(file, "hosts", "CHANNEL_LAYERS")),
    )
