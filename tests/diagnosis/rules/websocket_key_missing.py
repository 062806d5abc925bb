"""ProtocolTypeRouter has no entry whose key is exactly "websocket"."""

from tests.diagnosis.evidence import Evidence, near
from tests.diagnosis.rule import SAID, SOCKETS, Cause
from tests.diagnosis.source import Place

EXPLAINS = SOCKETS
RANK = SAID
HINTS = (
    "Look at the keys in ProtocolTypeRouter in asgi.py.",
    'The key for WebSockets is "websocket": one word, small letters, no s at the end.',
    '        "websocket": AllowedHostsOriginValidator(...),',
)


def match(seen: Evidence) -> Cause | None:
    if not seen.error_like("No application configured for scope type 'websocket'"):
        return None
    file = seen.asgi_file
    keys = seen.application.get("protocols") or []
    other = near("websocket", keys, 0.5)
    has = f'; it has "{other}"' if other else ""
    return Cause(
        f'ProtocolTypeRouter in {file} has no entry whose key is exactly "websocket"{has}',
        'write "websocket": AllowedHostsOriginValidator(AuthMiddlewareStack(URLRouter(...)))',
        Place(file, seen.line_with(file, other or "ProtocolTypeRouter(")),
    )
