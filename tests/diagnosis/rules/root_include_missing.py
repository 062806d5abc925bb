"""The project's URLs do not lead to those of the chat."""

from tests.diagnosis.evidence import Evidence
from tests.diagnosis.rule import PAGES, SAID, Cause
from tests.diagnosis.source import Place
from tests.diagnosis.url_routes import app_urls, root_file, routes_in

EXPLAINS = PAGES
RANK = SAID
HINTS = (
    "Look at urlpatterns in the urls.py of the project, not that of the app.",
    "Django asks the project's urls.py first. It has to send what begins with chat/ on to "
    'the URLs of the app, which has a route "" for the page itself.',
    "    from django.urls import include, path\n\n    urlpatterns = [\n"
    '        path("chat/", include("chat.urls")),\n        ...',
)


def match(seen: Evidence) -> Cause | None:
    if seen.http_status("/chat/") != 404:
        return None
    root, file = root_file(seen), app_urls(seen)
    app = file.removesuffix(".py").replace("/", ".") if file else "chat.urls"
    right = f'path("chat/", include("{app}"))'
    make = "" if file else ", and write the chat/urls.py that it names"
    routes = routes_in(seen, root)
    leading = [route for route in routes if app in (route.included or "")]
    if not leading:
        return Cause(
            f"{root} does not lead to {app}, so there is no page at /chat/",
            f"add {right} to urlpatterns{make}",
            Place(root, seen.line_with(root, "urlpatterns")),
        )
    route = leading[0]
    if route.pattern.lstrip("^") != "chat/":
        why = ""
        if route.pattern.startswith("/"):
            why = ": routes begin without a slash"
        elif route.pattern == "chat":
            why = ": the slash at its end is missing"
        return Cause(
            f'{root} leads to {app} at "{route.pattern}", so there is no page at '
            f"/chat/{why}",
            f"write {right}",
            route.place,
        )
    inside = routes_in(seen, file) if file else []
    index = next((r for r in inside if r.target.endswith("index")), None)
    is_at = f'; that of views.index is "{index.pattern}"' if index else ""
    return Cause(
        f'{file} has no route "", so there is no page at /chat/{is_at}',
        'write path("", views.index, name="index")',
        index.place if index else Place(file, seen.line_with(file, "urlpatterns")),
    )
