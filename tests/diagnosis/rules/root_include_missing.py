"""The project's URLs do not lead to those of the chat."""

from tests.diagnosis.evidence import Evidence
from tests.diagnosis.rule import PAGES, SAID, Cause
from tests.diagnosis.source import Place

EXPLAINS = PAGES
RANK = SAID
HINTS = (
    "Look at urlpatterns in the urls.py of the project, not that of the app.",
    "Django asks the project's urls.py first. It has to send what begins with chat/ on to "
    "the URLs of the app.",
    "    from django.urls import include, path\n\n    urlpatterns = [\n"
    '        path("chat/", include("chat.urls")),\n        ...',
)


def match(seen: Evidence) -> Cause | None:
    if seen.http_status("/chat/") != 404:
        return None
    root = str(seen.settings.get("ROOT_URLCONF", "urls"))
    file = seen.file_of_module(root) or "urls.py"
    apps = [name for name in seen.files if name.endswith("/urls.py") and name != file]
    app = apps[0].removesuffix(".py").replace("/", ".") if apps else "chat.urls"
    line = f'path("chat/", include("{app}"))'
    make = "" if apps else ", and write the chat/urls.py that it names"
    if f"{app}" in seen.text(file):
        found = seen.line_with(file, app)
        return Cause(
            f"{file} leads to {app}, and Django finds no page at /chat/ that way",
            f'write {line} with the slash, and path("", ...) for the index in {app}',
            Place(file, found),
        )
    return Cause(
        f"{file} does not lead to {app}, so there is no page at /chat/",
        f"add {line} to urlpatterns{make}",
        Place(file, seen.line_with(file, "urlpatterns")),
    )
