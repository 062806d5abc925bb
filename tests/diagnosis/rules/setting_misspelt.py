"""A setting is misspelt, so Django takes its default."""

from tests.diagnosis.evidence import Evidence, near
from tests.diagnosis.rule import PAGES, SAID, START, Cause
from tests.diagnosis.source import Place

EXPLAINS = START | PAGES
RANK = SAID
HINTS = (
    "Compare the names of the settings with those that startproject writes.",
    "Django ignores names that it does not know, and takes the default of the setting that "
    "is missing. The last value of a setting counts.",
    '    INSTALLED_APPS = [...]\n    ROOT_URLCONF = "mysite.urls"',
)

NEEDED = ("INSTALLED_APPS", "MIDDLEWARE", "ROOT_URLCONF", "SECRET_KEY", "TEMPLATES")
"""What startproject writes and no project can do without."""


def match(seen: Evidence) -> Cause | None:
    if not seen.settings:
        return None
    file = seen.settings_file
    for name in NEEDED:
        if seen.settings.get(name):
            continue
        if other := near(name, seen.settings, 0.85):
            return Cause(
                f"{file} has {other}, a setting that Django does not know and so ignores; "
                f"the name is {name}",
                f"write {name} for {other}",
                Place(file, seen.line_with(file, other)),
            )
    return given_twice(seen, file)


def given_twice(seen: Evidence, file: str) -> Cause | None:
    """A second INSTALLED_APPS takes the place of the first, and lacks what that had."""
    found = seen.search(r"^INSTALLED_APPS\s*(?::[^=]+)?=", (".py",))
    lines = [line for name, line, _ in found if name == file]
    apps = seen.settings.get("INSTALLED_APPS") or ()
    if len(lines) < 2 or {"daphne", "django.contrib.staticfiles"} <= set(apps):
        return None
    return Cause(
        f"{file} gives INSTALLED_APPS a value twice, and the second one, which counts, "
        "lacks what the first has",
        "have one list, or write INSTALLED_APPS += [...]",
        Place(file, lines[-1]),
    )
