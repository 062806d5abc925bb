"""CONFIG of the channel layer is not what the layer takes."""

import re

from tests.diagnosis.evidence import Evidence, near
from tests.diagnosis.rule import SAID, SOCKETS, Cause
from tests.diagnosis.source import Place

EXPLAINS = SOCKETS
RANK = SAID
HINTS = (
    'Look at "hosts" in CHANNEL_LAYERS.',
    "It is a list, also of one Redis. Each entry is an address that begins with redis://, "
    "or a pair in round brackets: the host and the port.",
    '    "CONFIG": {"hosts": [("127.0.0.1", 6379)]},\n'
    '    # or\n    "CONFIG": {"hosts": ["redis://127.0.0.1:6379"]},',
)

OPTIONS = ("hosts", "prefix", "expiry", "group_expiry", "capacity", "on_disconnect")


def match(seen: Evidence) -> Cause | None:
    file = seen.settings_file
    config = (seen.layer or {}).get("CONFIG") or {}
    hosts = config.get("hosts") if isinstance(config, dict) else None
    place = Place(file, seen.line_with(file, '"hosts"', "'hosts'", "CHANNEL_LAYERS"))
    # A pair without a list around it is a list of two hosts: what Redis says then
    # depends on which of the two it takes.
    pair = isinstance(hosts, (list, tuple)) and any(isinstance(h, int) for h in hosts)
    if pair and seen.errors:
        host, port = (*hosts, 6379)[:2]
        return Cause(
            '"hosts" is a host and a port, and has to be a list of such pairs',
            f'write "hosts": [("{host}", {port})], with square brackets too',
            place,
        )
    if seen.error_like("You must pass a list of Redis hosts"):
        return Cause(
            '"hosts" is one text, and has to be a list',
            f'write "hosts": ["{hosts}"], with square brackets',
            place,
        )
    if seen.error_like("Redis URL must specify one of"):
        wrong = next((h for h in hosts or () if "redis" not in str(h)[:6]), "...")
        right = re.sub(r"^\w+://", "", str(wrong))
        return Cause(
            f'"{wrong}" in "hosts" does not begin with redis://',
            f'write "redis://{right}"',
            place,
        )
    error = seen.error_like("__init__() got an unexpected keyword argument")
    name = seen.layer_backend.rpartition(".")[2]
    found = re.search(
        r"(\w+)\.__init__\(\) got .* '(\w+)'", error["text"] if error else ""
    )
    if not found or found[1] != name or found[2] not in config:
        return None
    option = found[2]
    line = seen.line_with(file, f'"{option}"', f"'{option}'")
    if not name.endswith("Layer"):
        return Cause(
            f'the BACKEND "{seen.layer_backend}" is no channel layer',
            'write "channels_redis.pubsub.RedisPubSubChannelLayer"',
            Place(file, seen.line_with(file, seen.layer_backend)),
        )
    other = near(option, OPTIONS, 0.7)
    return Cause(
        f'CONFIG has "{option}", which {name} does not know',
        f'write "{other}"' if other else f'remove "{option}"',
        Place(file, line),
    )
