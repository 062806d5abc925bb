"""Django refuses a setting."""

import re

from tests.diagnosis.evidence import Evidence
from tests.diagnosis.rule import START, WRITTEN, Cause
from tests.diagnosis.source import Place

EXPLAINS = START
RANK = WRITTEN
HINTS = (
    "Look at the setting that is named, in settings.py.",
    "Compare it with a settings.py that startproject has just made: "
    "django-admin startproject other.",
    "    python manage.py check   # reads the settings and says the same",
)

# What Python says; the cause, with its groups; what to do; a text in the line.
SAYS = (
    (
        r"Application labels aren't unique, duplicates: (\w+)",
        "the app '{0}' is in INSTALLED_APPS more than once",
        "remove one of the two lines",
        "{0}",
    ),
    (
        r"(You must set settings\.ALLOWED_HOSTS) if DEBUG is False",
        "DEBUG is off, and ALLOWED_HOSTS names no host, so Django would answer nobody",
        "set DEBUG = True while you learn, or name hosts in ALLOWED_HOSTS",
        "DEBUG",
    ),
    (
        r"without having set the required (STATIC_URL) setting",
        "the settings have no STATIC_URL, which django.contrib.staticfiles needs",
        'add STATIC_URL = "static/"',
        "staticfiles",
    ),
    (
        r"The (\w+) setting must be a (list or a tuple|list or tuple|list|tuple)",
        "{0} has to be a list, in square brackets",
        '{0} = ["...", "..."]',
        "{0}",
    ),
    (
        r"The (SECRET_KEY) setting must not be empty",
        "SECRET_KEY is empty or missing",
        "give it some text, as startproject does",
        "SECRET_KEY",
    ),
    (
        r"Module '([\w.]+)' does not contain a '(\w+)' class\. Choices are: ([^.]+)\.",
        "INSTALLED_APPS names {0}.{1}, and {0} has no class {1}; it has {2}",
        "write the name of the class that is there, or the app alone",
        "{0}.{1}",
    ),
    (
        r"Cannot import '([\w.]+)'\. Check that '([\w.]+)\.name' is correct",
        "{1} says that the app is called '{0}', and there is no such folder",
        "let its name be that of the app's folder",
        "{0}",
    ),
    (
        r"No installed app with label '(\w+)'",
        "'django.contrib.{0}' is used and is not in INSTALLED_APPS",
        "add 'django.contrib.{0}' to INSTALLED_APPS",
        "INSTALLED_APPS",
    ),
    (
        r"Model class ([\w.]+)\.models\.(\w+) doesn't declare an explicit app_label",
        "the model {1} of {0} is used, and '{0}' is not in INSTALLED_APPS",
        "add '{0}' to INSTALLED_APPS",
        "INSTALLED_APPS",
    ),
    (
        r"Module \"([\w.]+)\" does not define a \"(\w+)\" attribute/class",
        "the settings name {0}.{1}, and there is no {1} in {0}",
        "compare that name with what startproject writes",
        "{0}.{1}",
    ),
    (
        r"(\w+) setting must (not be empty|be [^.]+)",
        "Django does not accept {0}: it must {1}",
        "correct the setting",
        "{0}",
    ),
)


def match(seen: Evidence) -> Cause | None:
    if not seen.server_down:
        return None
    for says, likely, todo, text in SAYS:
        if found := re.search(says, seen.log):
            words = found.groups()
            return Cause(
                likely.format(*words),
                todo.format(*words),
                place_of(seen, text.format(*words)),
            )
    return environment_variable(seen)


def place_of(seen: Evidence, text: str) -> Place:
    """Return the last line of the settings with the text, or of another file."""
    files = [seen.settings_file, *(f for f in seen.files if f.endswith("apps.py"))]
    for file in files:
        lines = seen.text(file).splitlines()
        found = [n for n, line in enumerate(lines, start=1) if text in line]
        code = [n for n in found if not lines[n - 1].lstrip().startswith("#")]
        if code:
            return Place(file, code[0] if text.isupper() else code[-1])
    return Place(seen.settings_file)


def environment_variable(seen: Evidence) -> Cause | None:
    """Return a cause where a setting reads a variable of the environment that is not set."""
    error = seen.start_error
    if not error or error.name != "KeyError" or not error.place:
        return None
    lines = seen.text(error.place.file).splitlines()
    line = lines[error.place.line - 1] if len(lines) >= (error.place.line or 0) else ""
    name = error.text.strip("'\"")
    if "environ" not in line:
        return None
    return Cause(
        f"{error.place.file} reads the environment variable {name}, which is not set",
        f'give it a default: os.environ.get("{name}", "...")',
        error.place,
    )
