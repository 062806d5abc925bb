"""A view renders a template that is not where Django looks for it."""

from tests.diagnosis.evidence import Evidence, near
from tests.diagnosis.rule import PAGES, WRITTEN, Cause
from tests.diagnosis.source import Place

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
        if event["error"] == "TemplateDoesNotExist":
            return explain(seen, event["text"], seen.place_of(event))
    return None


def explain(seen: Evidence, name: str, view: Place | None) -> Cause:
    pages = [file for file in seen.files if file.endswith(".html")]
    base = name.rpartition("/")[2]
    same = [file for file in pages if f"/{file}".endswith(f"/{base}")]
    exact = [file for file in pages if f"/{file}".endswith(f"/templates/{name}")]
    if exact:
        return not_looked_at(seen, name, exact[0])
    other = same[0] if same else near_page(name, pages)
    app = view.file.rpartition("/")[0] if view else "chat"
    right = f"{app}/templates/{name}" if app else f"templates/{name}"
    if not other:
        return Cause(f"there is no template {name}", f"write {right}", view)
    inside = other.partition("templates/")[2]
    said = f"Django finds no template {name}; there is {other}"
    if not inside:
        folder = other.removesuffix(name).rstrip("/")
        return Cause(
            f"{said}, and the folder has to be called templates",
            f"rename {folder} to {folder.rpartition('/')[0]}/templates"
            if other.endswith(f"/{name}") and "/" in folder
            else f"move it to {right}",
            Place(other),
        )
    if inside == base and "/" in name:
        return Cause(said, f"move it to {right}", Place(other))
    return Cause(said, f'write "{inside}" in render()', view)


def not_looked_at(seen: Evidence, name: str, file: str) -> Cause:
    """The template is in a folder templates/, and Django does not look there."""
    settings = seen.settings_file
    folder = file.removesuffix(f"templates/{name}").rstrip("/")
    if folder and folder != settings.rpartition("/")[0]:
        return Cause(
            f"{file} is there, and Django does not look into the apps: APP_DIRS in "
            "TEMPLATES is not True",
            'write "APP_DIRS": True',
            Place(settings, seen.line_with(settings, "APP_DIRS", "TEMPLATES")),
        )
    return Cause(
        f"{file} is in no app, and DIRS in TEMPLATES does not name its folder, so Django "
        f"does not find {name}",
        f"move it to the app, as chat/templates/{name}",
        Place(file),
    )


def near_page(name: str, pages: list[str]) -> str | None:
    """Return the template whose name below templates/ is most like this one."""
    names = {page.partition("templates/")[2] or page: page for page in pages}
    other = near(name, names, 0.8)
    return names[other] if other else None
