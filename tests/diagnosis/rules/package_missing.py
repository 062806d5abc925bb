"""A package is not installed, or its name is misspelt."""

import re

from tests.diagnosis.evidence import Evidence, near
from tests.diagnosis.known_names import PACKAGES
from tests.diagnosis.rule import START, WRITTEN, Cause
from tests.diagnosis.source import Place

EXPLAINS = START
RANK = WRITTEN
HINTS = (
    "Look at the import that Python could not do, and at the virtual environment that runs "
    "the project.",
    "The package has to be installed in the same environment. Its name for pip can differ "
    "from its name in Python.",
    "    python -m pip install channels daphne channels-redis",
)

PIP_NAMES = {
    "channels_redis": "channels-redis",
    "rest_framework": "djangorestframework",
}


def match(seen: Evidence) -> Cause | None:
    error = seen.start_error
    if not error or error.name != "ModuleNotFoundError":
        return None
    module = re.search(r"No module named '([\w.]+)'", error.text)
    package = module[1].partition(".")[0] if module else ""
    own = {file.partition("/")[0].removesuffix(".py") for file in seen.files}
    if not package or package in own or near(package, own, 0.8):
        return None
    place = error.place
    if not place:  # no import of theirs: a text in the settings
        file = seen.settings_file
        line = seen.line_with(file, f'"{module[1]}', f"'{module[1]}")
        place = Place(file, line) if line else None
    if meant := near(package, PACKAGES, 0.88):
        return Cause(
            f'there is no package "{package}"; its name is "{meant}"',
            f'write "{meant}"',
            place,
        )
    name = PIP_NAMES.get(package, package)
    return Cause(
        f'the project imports "{module[1]}", and the package {name} is not installed',
        f"install it where the project runs: python -m pip install {name}",
        place,
    )
