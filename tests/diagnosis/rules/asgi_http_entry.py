"""ProtocolTypeRouter does not lead "http" to Django, so no page is served."""

import re

from tests.diagnosis.evidence import Evidence
from tests.diagnosis.rule import PAGES, SAID, Cause
from tests.diagnosis.source import Place

EXPLAINS = PAGES
RANK = SAID
HINTS = (
    "Look at the keys in ProtocolTypeRouter in asgi.py.",
    'Pages come by HTTP. Without an entry "http" that leads to Django\'s application, '
    "there is nobody who serves them.",
    '        "http": django_asgi_app,   # = get_asgi_application()',
)


def match(seen: Evidence) -> Cause | None:
    file = seen.asgi_file
    if "No application configured for scope type 'http'" in seen.log:
        return Cause(
            f'ProtocolTypeRouter in {file} has no entry "http", so no page is served',
            'add "http": django_asgi_app, which is get_asgi_application()',
            Place(file, seen.line_with(file, "ProtocolTypeRouter(")),
        )
    if re.search(r"get_asgi_application\(\) takes 0 positional arg", seen.log):
        return Cause(
            f'"http" in {file} leads to get_asgi_application itself, without the call',
            "write get_asgi_application(), with the brackets",
            Place(file, seen.line_with(file, '"http"', "'http'")),
        )
    entry = Place(file, seen.line_with(file, '"http"', "'http'"))
    if "WSGIHandler.__call__() takes" in seen.log:
        return Cause(
            f'"http" in {file} leads to the application for WSGI, which an ASGI server '
            "cannot call",
            "use get_asgi_application(), with an a",
            entry,
        )
    if "You cannot use OriginValidator on a non-WebSocket connection" in seen.log:
        return Cause(
            f'the origin validator in {file} stands around "http", and is for WebSockets '
            "alone",
            'let it stand around "websocket"',
            entry,
        )
    return None
