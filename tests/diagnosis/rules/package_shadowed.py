"""A file or folder of the project has the name of a package, and hides it."""

from tests.diagnosis.evidence import Evidence
from tests.diagnosis.known_names import PACKAGES, shadow_of
from tests.diagnosis.rule import CONNECTING, SAID, START, Cause
from tests.diagnosis.source import Place

EXPLAINS = START | CONNECTING
RANK = SAID
HINTS = (
    "Look at the names of the files and folders beside manage.py.",
    "Python looks for a module beside manage.py first. What is there and called like a "
    "package is taken for it, and the package is not found any more.",
    "    # channels.py beside manage.py: rename it, as to notes.py",
)


def match(seen: Evidence) -> Cause | None:
    said = " ".join(map(str, seen.log_errors))
    said += " ".join(f"{error['error']}: {error['text']}" for error in seen.errors)
    for package in PACKAGES:
        own = shadow_of(seen, package)
        if not own:
            continue
        # Its own name is in what Python misses, or nobody came to use it.
        missed = f"'{package}" in said or "Cannot import BACKEND" in said
        unused = package == "daphne" and not seen.server_down
        if missed or (unused and "Starting ASGI" not in seen.log):
            return Cause(
                f"the project has a {own} of its own, and Python takes it for the package {package}",
                f"give {own} another name",
                Place(own),
            )
    return None
