"""A model has no table in the database."""

import re

from tests.diagnosis.evidence import Evidence
from tests.diagnosis.rule import PAGES, SAID, SOCKETS, Cause

EXPLAINS = SOCKETS | PAGES
RANK = SAID
HINTS = (
    "Look at the folder migrations/ of the app that has the model.",
    "makemigrations writes down what a model needs, migrate makes the table.",
    "    python manage.py makemigrations\n    python manage.py migrate",
)


def match(seen: Evidence) -> Cause | None:
    errors = [*seen.errors, *seen.events_of("view error")]
    for error in errors:
        if found := re.search(
            r"no such (table|column): (?:main\.)?(\w+)", error["text"]
        ):
            return Cause(
                f"the database has no {found[1]} {found[2]}: a model has no migration",
                "type python manage.py makemigrations, then python manage.py migrate",
                seen.place_of(error),
            )
    return None
