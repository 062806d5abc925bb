"""Django cannot use what stands in a list of URLs."""

import re

from tests.diagnosis.evidence import Evidence, near
from tests.diagnosis.rule import START, WRITTEN, Cause
from tests.diagnosis.source import Place
from tests.diagnosis.url_routes import root_file

EXPLAINS = START
RANK = WRITTEN
HINTS = (
    "Look at the urls.py that is named, and compare each line with the tutorial's.",
    'urlpatterns is a list. Each entry is path("the address", what answers it): a view '
    "without brackets, or include() with the name of another urls.py.",
    '    urlpatterns = [\n        path("chat/", include("chat.urls")),\n    ]\n'
    '    # and in the app\n    path("", views.index, name="index"),',
)


def match(seen: Evidence) -> Cause | None:
    if not seen.server_down:
        return None
    for error in reversed(seen.log_errors):
        for explain in (no_list, no_include, wrong_converter, view_called):
            if cause := explain(seen, error):
                return cause
    return None


def no_list(seen: Evidence, error) -> Cause | None:
    """The module that is included has no urlpatterns."""
    found = re.search(
        r"The included URLconf '(?:<module ')?([\w.]+)'.* any patterns in it",
        error.text,
    )
    file = seen.file_of_module(found[1]) if found else None
    if not file:
        return None
    code = seen.text(file)
    names = re.findall(r"^(\w+)\s*(?::[^=]+)?=", code, re.M)
    if "websocket_urlpatterns" in names:
        root = root_file(seen)
        if root == file:
            settings = seen.settings_file
            return Cause(
                f"ROOT_URLCONF names {found[1]}, which holds the routes of WebSockets, not "
                "pages",
                "let it name the urls.py beside settings.py",
                Place(settings, seen.line_with(settings, "ROOT_URLCONF")),
            )
        line = seen.line_with(root, f'"{found[1]}"', f"'{found[1]}'")
        return Cause(
            f"{root} includes {found[1]}, which holds the routes of WebSockets, not pages",
            "include the urls.py of the app; asgi.py is where the WebSocket routes go",
            Place(root, line),
        )
    if "urlpatterns" in names:
        return Cause(
            f"urlpatterns in {file} is no list of path() calls",
            "write urlpatterns = [path(...), ...], in square brackets",
            Place(file, seen.line_with(file, "urlpatterns")),
        )
    other = near("urlpatterns", names, 0.75)
    has = f"; it has {other}" if other else ""
    return Cause(
        f"{file} defines no urlpatterns{has}" if code.strip() else f"{file} is empty",
        f"write urlpatterns for {other}" if other else "add urlpatterns = [path(...)]",
        Place(file, seen.line_with(file, other) if other else None),
    )


def no_include(seen: Evidence, error) -> Cause | None:
    if "view must be a callable" not in error.text or not error.place:
        return None
    code = line_at(seen, error.place)
    named = re.search(r"""["']([\w.]+urls)["']""", code)
    if named:
        return Cause(
            f'"{named[1]}" stands in {error.place.file} without include(), so it is only '
            "a text",
            f'write include("{named[1]}")',
            error.place,
        )
    if "ws" in code or error.place.file == seen.routing_file:
        return Cause(
            f"the second argument of path() in {error.place.file} is not what a consumer's "
            "as_asgi() makes",
            "write consumers.ChatConsumer.as_asgi(), without quotes around it",
            error.place,
        )
    return Cause(
        f"the second argument of path() in {error.place.file} is neither a view nor an "
        "include()",
        "write the view itself, without quotes: views.index",
        error.place,
    )


def wrong_converter(seen: Evidence, error) -> Cause | None:
    found = re.search(r"URL route '(.+)' uses invalid converter '(\w+)'", error.text)
    if not found:
        return None
    pattern, converter = found.groups()
    kinds = {"int", "path", "slug", "str", "uuid"}
    places = [
        (file, line) for file, line, _ in seen.search(re.escape(pattern), (".py",))
    ]
    place = Place(*places[0]) if places else error.place
    turned = re.search(rf"<{converter}:(\w+)>", pattern)
    if turned and turned[1] in kinds:
        right = f"<{turned[1]}:{converter}>"
        why = "the kind comes first, the name behind the colon"
    else:
        right = f"<str:{turned[1]}>" if turned else "<str:room_name>"
        why = f"there is no kind {converter}"
    return Cause(f'the route "{pattern}" is not valid: {why}', f"write {right}", place)


def view_called(seen: Evidence, error) -> Cause | None:
    found = re.search(r"(\w+)\(\) missing \d+ required positional argument", error.text)
    if not found or not error.place or not error.place.file.endswith("urls.py"):
        return None
    if f"{found[1]}(" not in line_at(seen, error.place):
        return None
    return Cause(
        f"{error.place.file} calls the view {found[1]}() itself; Django calls it when "
        "somebody asks for the page",
        f"write views.{found[1]}, without brackets",
        error.place,
    )


def line_at(seen: Evidence, place: Place) -> str:
    lines = seen.text(place.file).splitlines()
    return lines[place.line - 1] if place.line and place.line <= len(lines) else ""
