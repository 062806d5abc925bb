"""A view and its route do not fit together, or a view gives nothing back."""

import ast
import re

from tests.diagnosis.evidence import Evidence
from tests.diagnosis.rule import PAGES, WRITTEN, Cause
from tests.diagnosis.source import Place, parse
from tests.diagnosis.url_routes import Route, routes_in

EXPLAINS = PAGES
RANK = WRITTEN
HINTS = (
    "Look at the view that is named, and at its route in the urls.py of the app.",
    "A view gets the request, and each part of the address under the name that the route "
    "gives it. It returns what render() makes.",
    '    path("<str:room_name>/", views.room, name="room"),\n\n'
    "    def room(request, room_name):\n"
    '        return render(request, "chat/room.html", {"room_name": room_name})',
)


def match(seen: Evidence) -> Cause | None:
    for event in seen.events_of("view error"):
        for explain in (returns_nothing, wrong_arguments, render_alone):
            if cause := explain(seen, event):
                return cause
    return None


def returns_nothing(seen: Evidence, event: dict) -> Cause | None:
    found = re.search(
        r"The view ([\w.]+)\.(\w+) didn't return an HttpResponse .* returned (.+)\.$",
        event["text"].strip(),
    )
    if not found:
        return None
    module, name, what = found.groups()
    file, line = seen.file_of_module(module), None
    if file:
        line = seen.line_with(file, f"def {name}(")
    nothing = what == "None instead"
    return Cause(
        f"the view {name}() returns "
        + ("nothing" if nothing else f"{what.removesuffix(' instead')}, no response"),
        "write return before its render(...)",
        Place(file, line) if file else None,
    )


def wrong_arguments(seen: Evidence, event: dict) -> Cause | None:
    """Django called the view with what the route has, and the view takes something else."""
    found = re.search(
        r"^(\w+)\(\) (?:got an unexpected keyword argument '(?P<more>\w+)'|missing 1 "
        r"required positional argument: '(?P<less>\w+)'|(?P<none>takes 0 pos))",
        event["text"],
    )
    if event["error"] != "TypeError" or not found or event["places"]:
        return None
    name = found[1]
    route = route_to(seen, name)
    view = seen.search(rf"def {name}\(", (".py",))
    file = view[0][0] if view else "views.py"
    place = Place(file, view[0][1]) if view else None
    if found["none"]:
        return Cause(
            f"the view {name}() takes nothing, and Django gives it the request",
            f"write def {name}(request):",
            place,
        )
    if found["more"]:
        takes = re.findall(r"\w+", seen.text(file).splitlines()[view[0][1] - 1])[3:]
        has = f", and {name}() takes {', '.join(takes)}" if takes else ""
        where = f'"{route.pattern}"' if route else "the route"
        return Cause(
            f'the part of the address is called "{found["more"]}" in {where}{has}, but no '
            f'"{found["more"]}"'
            if takes
            else f'{where} gives "{found["more"]}" to {name}(), which takes the request alone',
            f"use one name in both: <str:room_name> and def {name}(request, room_name)",
            route.place if takes and route else place,
        )
    return Cause(
        f"the route of {event['path']} leads to {name}(), which needs "
        f'"{found["less"]}", and this address has no such part',
        "see which view belongs to which address: views.index to the list of rooms, "
        "views.room to a room",
        route.place if route else place,
    )


def route_to(seen: Evidence, view: str) -> Route | None:
    """Return the first route whose target ends in the name of the view."""
    for file in seen.files:
        if file.endswith("urls.py"):
            for route in routes_in(seen, file):
                if route.target.rpartition(".")[2] == view:
                    return route
    return None


def render_alone(seen: Evidence, event: dict) -> Cause | None:
    """render() is called with the template where the request has to be."""
    place = seen.place_of(event)
    tree = parse(seen.folder / place.file) if place else None
    for node in ast.walk(tree) if tree else ():
        if (
            isinstance(node, ast.Call)
            and node.lineno <= (place.line or 0) <= (node.end_lineno or 0)
            and ast.unparse(node.func) == "render"
            and node.args
            and isinstance(node.args[0], ast.Constant)
        ):
            template = node.args[0].value
            return Cause(
                f'render() in {place.file} begins with "{template}", and its first '
                "argument is the request",
                f'write render(request, "{template}", ...)',
                place,
            )
    return None
