"""asgi.py imports the routing above get_asgi_application(), before the apps are loaded."""

from tests.diagnosis.evidence import Evidence
from tests.diagnosis.rule import SAID, START, Cause
from tests.diagnosis.source import Place

EXPLAINS = START | {"a_server_without_manage_py_can_load_the_application"}
RANK = SAID
HINTS = (
    "Look at the order of the lines in asgi.py.",
    "get_asgi_application() loads the apps. An import that leads to a model must come after "
    "it. manage.py loads the apps by itself and so hides this; daphne and uvicorn do not.",
    "    django_asgi_app = get_asgi_application()\n\n"
    "    from chat.routing import websocket_urlpatterns  # noqa: E402",
)

SIGNS = ("settings are not configured", "Apps aren't loaded yet", "AppRegistryNotReady")


def match(seen: Evidence) -> Cause | None:
    said = f"{seen.failure.found} {seen.start_error or ''}"
    if not any(sign in said for sign in SIGNS):
        return None
    file = seen.asgi_file
    line = seen.line_with(file, ".routing", "import routing", "import consumers")
    return Cause(
        f"{file} imports the routing above get_asgi_application(), and with it a model, "
        "before the apps are loaded; runserver hides this, a real server does not start",
        "call get_asgi_application() first, and move this import below it",
        Place(file, line),
    )
