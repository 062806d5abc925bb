"""The app is not in INSTALLED_APPS, so Django does not find its templates."""

from tests.diagnosis.evidence import Evidence
from tests.diagnosis.rule import PAGES, SAID, Cause
from tests.diagnosis.source import Place

EXPLAINS = PAGES
RANK = SAID
HINTS = (
    "Look at INSTALLED_APPS in settings.py.",
    "Django looks for templates only in the apps that are listed there.",
    '    INSTALLED_APPS = [\n        "daphne",\n        "chat",\n        ...',
)


def match(seen: Evidence) -> Cause | None:
    installed = [str(app) for app in seen.settings.get("INSTALLED_APPS", ())]
    for event in seen.events_of("view error"):
        if event["error"] != "TemplateDoesNotExist":
            continue
        name = event["text"]
        found = seen.find_file(f"templates/{name}") or ""
        folder = found.removesuffix(f"templates/{name}").rstrip("/")
        app = folder.replace("/", ".")
        settings = seen.settings_file.rpartition("/")[0]
        if not app or folder == settings:
            continue  # no app: the templates are in a wrong place
        if not any(one == app or one.startswith(f"{app}.") for one in installed):
            file = seen.settings_file
            return Cause(
                f"'{app}' is not in INSTALLED_APPS, so Django cannot find {name}",
                f"add '{app}' to INSTALLED_APPS in {file}",
                Place(file, seen.line_with(file, "INSTALLED_APPS")),
            )
    return None
