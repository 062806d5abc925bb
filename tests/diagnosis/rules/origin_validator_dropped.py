"""Pages of other web sites may open the WebSocket, with the visitor's cookies."""

from tests.diagnosis.evidence import Evidence
from tests.diagnosis.rule import ORIGIN, SAID, Cause
from tests.diagnosis.source import Place

EXPLAINS = ORIGIN
RANK = SAID
HINTS = (
    'Look at the entry "websocket" in asgi.py.',
    "Browsers let any page open a WebSocket to any site, and send that site's cookies. The "
    "server has to look at the Origin itself: AllowedHostsOriginValidator does.",
    '        "websocket": AllowedHostsOriginValidator(\n'
    "            AuthMiddlewareStack(URLRouter(websocket_urlpatterns))\n        ),",
)


def match(seen: Evidence) -> Cause | None:
    file = seen.asgi_file
    wrappers = seen.application.get("wrappers") or []
    validators = [one for one in wrappers if one["origins"] is not None]
    risk = "a page on any other site can open this socket with the visitor's cookies"
    if not validators:
        return Cause(
            f"{risk}: nothing in {file} looks at the Origin",
            "wrap the router in AllowedHostsOriginValidator",
            Place(
                file, seen.line_with(file, '"websocket"', "'websocket'", "URLRouter(")
            ),
        )
    if any("*" in one["origins"] for one in validators):
        hosts = seen.settings_file
        line = seen.line_with(hosts, "ALLOWED_HOSTS")
        star = "*" in seen.settings.get("ALLOWED_HOSTS", ())
        place = (
            Place(hosts, line)
            if star
            else Place(file, seen.line_with(file, "Validator("))
        )
        return Cause(
            f'{risk}: the origin validator allows "*"',
            "name the hosts of your site; an empty ALLOWED_HOSTS means this computer alone",
            place,
        )
    return None
