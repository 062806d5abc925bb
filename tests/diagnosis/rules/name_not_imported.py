"""A name is used and not defined: an import is missing, or the name is misspelt."""

import re

from tests.diagnosis.evidence import Evidence, near
from tests.diagnosis.known_names import import_of
from tests.diagnosis.rule import PAGES, SOCKETS, START, WRITTEN, Cause
from tests.diagnosis.source import Place
from tests.diagnosis.url_routes import root_file

EXPLAINS = START | PAGES | SOCKETS
RANK = WRITTEN
HINTS = (
    "Look at the imports at the top of the file that is named.",
    "A name has to be imported or defined in the same file before it is used, and capital "
    "letters count.",
    "    from django.urls import include, path",
)


def match(seen: Evidence) -> Cause | None:
    found = name_error(seen)
    if not found:
        return None
    name, place = found
    file = place.file
    if file == root_file(seen) and f"include({name}." in seen.text(file):
        return Cause(
            f"include({name}...) in {file} has no quotes, so Python looks for a name {name}",
            f'write the name of the module in quotes: include("{name}.urls")',
            place,
        )
    line = import_of(name) or import_of_own(seen, name, file)
    if line:
        return Cause(f"{file} uses {name} and does not import it", f"add {line}", place)
    if name in {"true", "false", "none", "null"}:
        right = "None" if name in {"none", "null"} else name.capitalize()
        return Cause(
            f"{file} uses {name}, and in Python that is called {right}",
            f"write {right}",
            place,
        )
    other = near(name, defined_in(seen.text(file)), 0.75)
    has = f'; it has "{other}"' if other else ""
    return Cause(
        f"{file} uses {name}, and nothing of that name is defined there{has}",
        f'write "{other}"'
        if other
        else f"define or import {name}, or correct the name",
        place,
    )


def name_error(seen: Evidence) -> tuple[str, Place] | None:
    """Return the name that was not defined, and where it was used."""
    says = r"name '(\w+)' is not defined"
    if seen.server_down:
        error = seen.start_error
        found = re.search(says, error.text) if error else None
        at_start = found and error.name == "NameError" and error.place
        return (found[1], error.place) if at_start else None
    for event in [*seen.errors, *seen.events_of("view error")]:
        place = seen.place_of(event)
        found = re.search(says, event["text"])
        if event["error"] == "NameError" and found and place:
            return found[1], place
    return None


def import_of_own(seen: Evidence, name: str, file: str) -> str | None:
    """Return the line that imports a module, a class or a function of the project."""
    folder = file.rpartition("/")[0]
    for other in seen.files:
        if not other.endswith(".py") or other == file:
            continue
        package = "" if other.rpartition("/")[0] == folder else package_of(other)
        stem = other.rpartition("/")[2].removesuffix(".py")
        if stem == name:
            return f"from {package or '.'} import {name}"
        if re.search(rf"^(?:class|(?:async )?def) {name}\b", seen.text(other), re.M):
            return f"from {package}.{stem} import {name}"
    return None


def package_of(file: str) -> str:
    return file.rpartition("/")[0].replace("/", ".")


def defined_in(code: str) -> set[str]:
    """Return the names that a file imports or gives a value."""
    names = re.findall(r"^\s*(?:class|def|async def)\s+(\w+)", code, re.M)
    names += re.findall(r"^\s*(?:self\.)?(\w+)\s*=[^=]", code, re.M)
    for imported in re.findall(r"^\s*(?:from \S+ )?import (.+)$", code, re.M):
        names += re.findall(r"\w+", imported)
    return set(names)
