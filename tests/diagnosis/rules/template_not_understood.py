"""Django cannot read a template."""

import re

from tests.diagnosis.evidence import Evidence
from tests.diagnosis.rule import PAGES, WRITTEN, Cause
from tests.diagnosis.source import Place

EXPLAINS = PAGES
RANK = WRITTEN
HINTS = (
    "Look at the {% ... %} and {{ ... }} in the template that is named.",
    "Tags are loaded before they are used, each block has its end, and a text inside has "
    "quotes.",
    '    {% load static %}\n    {{ room_name|json_script:"room-name" }}',
)


def match(seen: Evidence) -> Cause | None:
    for event in seen.events_of("view error"):
        if event["error"] == "TemplateSyntaxError":
            text = event["text"]
            return explain(seen, text, place_of(seen, text) or seen.place_of(event))
    return None


def explain(seen: Evidence, text: str, place: Place | None) -> Cause:
    file = place.file if place else "the template"
    tag = re.search(r"Invalid block tag[^:]*: '(\w+)'", text)
    if tag and tag[1] == "static":
        return Cause(
            f"{file} uses {{% static %}} and has not loaded it",
            f"write {{% load static %}} at the top of {file}"
            ", below {% extends %} if there is one",
            place,
        )
    if wrong := re.search(r"Invalid filter: '(\w+)'", text):
        return Cause(
            f"{file} uses a filter {wrong[1]}, which Django does not have",
            "write json_script"
            if "json" in wrong[1]
            else "compare its name with the tutorial's",
            place,
        )
    said = text.splitlines()[0].removesuffix(
        " Did you forget to register or load this tag?"
    )
    return Cause(
        f"Django cannot read {file}: {said}",
        "look at that tag, its quotes, and that each {% block %}, {% if %} and {% for %} "
        "has its end",
        place,
    )


def place_of(seen: Evidence, text: str) -> Place | None:
    """Return the line of a template that holds what Django does not understand."""
    number = re.search(r"\bon line (\d+)", text)
    tag = re.search(r"Invalid block tag[^:]*: '(\w+)'", text)
    for quoted in sorted(re.findall(r"'([^']+)'", text), key=len, reverse=True):
        pattern = rf"\{{%\s*{quoted}\b" if tag and tag[1] == quoted else None
        found = seen.search(pattern or rf"\{{.*{re.escape(quoted)}", (".html",))
        exact = [(f, n) for f, n, _ in found if not number or n == int(number[1])]
        if exact:
            return Place(*exact[0])
    return None
