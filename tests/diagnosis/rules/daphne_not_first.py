"""daphne stands below django.contrib.staticfiles in INSTALLED_APPS."""

from tests.diagnosis.evidence import Evidence
from tests.diagnosis.rule import SAID, START, Cause
from tests.diagnosis.source import Place

EXPLAINS = START
RANK = SAID
HINTS = (
    "Look at the order of INSTALLED_APPS in settings.py.",
    "Two apps have a runserver command, and Django takes that of the app that is named first.",
    '    INSTALLED_APPS = [\n        "daphne",\n        ...',
)


def match(seen: Evidence) -> Cause | None:
    if "daphne.E001" not in seen.log:
        return None
    file = seen.settings_file
    return Cause(
        "'daphne' stands below 'django.contrib.staticfiles' in INSTALLED_APPS",
        "move 'daphne' to the first place of INSTALLED_APPS",
        Place(file, seen.line_with(file, '"daphne"', "'daphne'")),
    )
