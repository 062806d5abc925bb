"""Nothing answers at the address of Redis in the settings."""

import re

from tests.diagnosis.evidence import Evidence
from tests.diagnosis.rule import SAID, SOCKETS, Cause
from tests.diagnosis.source import Place

EXPLAINS = SOCKETS
RANK = SAID
HINTS = (
    "Look at hosts in CHANNEL_LAYERS, and at the Redis that you started.",
    "Redis listens on port 6379 unless it was told otherwise. In Docker it needs -p 6379:6379.",
    '    "CONFIG": {"hosts": [("127.0.0.1", 6379)]},   # and: nox -s redis',
)

SIGNS = (
    "Connect call failed",
    "Error 111",
    "Connection refused",
    "Name or service not",
)
MORE = (
    "connecting to",
    "nodename nor servname",
    "getaddrinfo failed",
    "Timeout connecting",
)


def match(seen: Evidence) -> Cause | None:
    error = seen.error_like(*SIGNS, *MORE)
    if not error or (
        "onnection" not in error["error"] and "Timeout" not in error["error"]
    ):
        return None
    address = re.search(r"connecting to ([\w.\-]+:\d+)", error["text"])
    where = address[1] if address else "the address of Redis in CHANNEL_LAYERS"
    layer = seen.layer or {}
    if "hosts" in layer and "hosts" not in (layer.get("CONFIG") or {}):
        return None  # the rule about that says more
    file = seen.settings_file
    port = where.rpartition(":")[2] if address else "hosts"
    return Cause(
        f"nothing answers at {where}, where CHANNEL_LAYERS looks for Redis",
        "start a Redis there (nox -s redis starts one on port 6379), or correct the address",
        Place(file, seen.line_with(file, port, '"hosts"', "'hosts'", "CHANNEL_LAYERS")),
    )
