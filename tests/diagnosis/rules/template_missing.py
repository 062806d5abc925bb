"""A view renders a template that is not where Django looks for it."""

from tests.diagnosis.evidence import Evidence, near
from tests.diagnosis.rule import PAGES, WRITTEN, Cause

EXPLAINS = PAGES
RANK = WRITTEN
HINTS = (
    "Compare the name in render() with the folders below templates/.",
    "Templates of the app chat are in chat/templates/, and their names begin below that: "
    "chat/templates/chat/index.html is chat/index.html.",
    '    return render(request, "chat/index.html")   # chat/templates/chat/index.html',
)


def match(seen: Evidence) -> Cause | None:
    for event in seen.events_of("view error"):
        if event["error"] != "TemplateDoesNotExist":
            continue
        pages = [file for file in seen.files if file.endswith(".html")]
        base = event["text"].rpartition("/")[2]
        same = [file for file in pages if file.endswith(f"/{base}")]
        other = next(iter(same), None) or near(event["text"], pages, 0.5)
        is_at = f"; there is {other}" if other else ""
        return Cause(
            f"Django finds no template {event['text']} in any app{is_at}",
            f"the file belongs in a folder templates/ of the app, as templates/{event['text']}",
            seen.place_of(event),
        )
    return None
