"""The name of a route is asked for, and no route has it."""

import re

from tests.diagnosis.evidence import Evidence, near
from tests.diagnosis.rule import PAGES, WRITTEN, Cause
from tests.diagnosis.source import Place
from tests.diagnosis.url_routes import app_urls, routes_in

EXPLAINS = PAGES
RANK = WRITTEN
HINTS = (
    "Look at name= in the urls.py of the app, and at {% url %}, reverse() and redirect().",
    "They ask for a route by its name. With app_name in urls.py the name is app_name, a "
    "colon, and name.",
    '    path("<str:room_name>/", views.room, name="room"),',
)


def match(seen: Evidence) -> Cause | None:
    for event in seen.events_of("view error"):
        if event["error"] == "NoReverseMatch":
            return explain(seen, event)
    return None


def explain(seen: Evidence, event: dict) -> Cause | None:
    file = app_urls(seen)
    missing = re.match(r"Reverse for '([\w.:-]+)' not found", event["text"])
    empty = re.match(
        r"Reverse for '(\w+)' with (?:keyword )?arguments '(?:\(|\{.*: )(''|None)",
        event["text"],
    )
    if empty:
        view = seen.place_of(event)
        return Cause(
            f"the template asks for the address of '{empty[1]}' with an empty name: the "
            "view gives it nothing under the name that it uses",
            'give the template {"room_name": room_name}',
            view,
        )
    if missing and file:
        name = missing[1]
        code = seen.text(file)
        its_app = re.search(r"^app_name\s*=\s*[\"'](\w+)", code, re.M)
        if its_app and re.search(rf"name\s*=\s*[\"']{re.escape(name)}[\"']", code):
            return Cause(
                f"the name of the route is '{its_app[1]}:{name}', because {file} has "
                f"app_name; '{name}' alone is asked for",
                f"ask for '{its_app[1]}:{name}', or remove app_name",
                Place(file, seen.line_with(file, "app_name")),
            )
        names = re.findall(r"name\s*=\s*[\"']([\w-]+)", code)
        other = near(name, names, 0.6)
        has = f"; it has '{other}'" if other else ""
        routes = routes_in(seen, file)
        meant = next((r for r in routes if r.target.endswith(f".{name}")), None)
        return Cause(
            f"no route in {file} has the name '{name}'{has}",
            f"""add name="{name}" to its path()""",
            meant.place if meant else Place(file, seen.line_with(file, "urlpatterns")),
        )
    other_part = re.match(
        r"Reverse for '([\w.:-]+)' with keyword arguments '\{'(\w+)'", event["text"]
    )
    parts = re.search(r"\(\?P<(\w+)>", event["text"].partition("tried:")[2])
    if other_part and parts and other_part[2] != parts[1]:
        line = seen.line_with(file, f"{parts[1]}>") if file else None
        return Cause(
            f"the route '{other_part[1]}' calls its part {parts[1]}, and its address is asked "
            f"for with {other_part[2]}",
            f"write <str:{other_part[2]}> in the route",
            Place(file, line) if file else seen.place_of(event),
        )
    said = event["text"].partition(". ")[0]
    return Cause(
        f"an address cannot be made: {said}",
        "compare the arguments with the <...> of the route",
        seen.place_of(event),
    )
