"""asgi.py is still as startproject made it, and serves HTTP only."""

from tests.diagnosis.evidence import Evidence
from tests.diagnosis.rule import SAID, SOCKETS, Cause
from tests.diagnosis.source import Place

EXPLAINS = SOCKETS
RANK = SAID
HINTS = (
    "Look at asgi.py beside settings.py.",
    "The application has to ask what a connection is: HTTP goes to Django, a WebSocket to "
    "your routes. ProtocolTypeRouter does that.",
    '    application = ProtocolTypeRouter({\n        "http": django_asgi_app,\n'
    '        "websocket": AllowedHostsOriginValidator(\n'
    "            AuthMiddlewareStack(URLRouter(websocket_urlpatterns))\n        ),\n    })",
)


def match(seen: Evidence) -> Cause | None:
    if not seen.error_like("can only handle ASGI/HTTP connections"):
        return None
    file = seen.asgi_file
    if "websocket" in (seen.application.get("protocols") or ()):
        return Cause(
            f'"websocket" in {file} leads to Django itself, which serves HTTP only',
            'let "websocket" lead to URLRouter(websocket_urlpatterns)',
            Place(file, seen.line_with(file, '"websocket"', "'websocket'")),
        )
    lines = seen.text(file).splitlines()
    given = [n for n, line in enumerate(lines, 1) if line.startswith("application =")]
    if len(given) > 1 and "ProtocolTypeRouter(" in seen.text(file):
        return Cause(
            f"{file} gives application another value below: one that serves HTTP only",
            f"remove line {given[-1]}",
            Place(file, given[-1]),
        )
    return Cause(
        f"{file} serves HTTP only",
        'wrap it in ProtocolTypeRouter, with an entry "http" and an entry "websocket"',
        Place(file, seen.line_with(file, "application =")),
    )
