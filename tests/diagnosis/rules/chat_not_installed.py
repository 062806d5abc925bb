"""The app is not in INSTALLED_APPS, so Django does not find its templates."""

import re

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
        found = seen.find_file(f"templates/{name}")
        app = (
            re.match(r"(.+)/templates/", found)[1].replace("/", ".") if found else None
        )
        if app and not any(
            one == app or one.startswith(f"{app}.") for one in installed
        ):
            file = seen.settings_file
            return Cause(
                f"'{app}' is not in INSTALLED_APPS, so Django cannot find {name}",
                f"add '{app}' to INSTALLED_APPS in {file}",
                Place(file, seen.line_with(file, "INSTALLED_APPS")),
            )
    return None
