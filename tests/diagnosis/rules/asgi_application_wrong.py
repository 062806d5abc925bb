"""ASGI_APPLICATION names something that is not there, or no ASGI application."""

import re

from tests.diagnosis.evidence import Evidence, near
from tests.diagnosis.rule import CONNECTING, PAGES, SAID, START, Cause
from tests.diagnosis.source import Place

EXPLAINS = START | PAGES | CONNECTING
RANK = SAID
HINTS = (
    "Look at ASGI_APPLICATION in settings.py.",
    "It is the dotted name of asgi.py, a dot, and the name of the variable in it.",
    '    ASGI_APPLICATION = "mysite.asgi.application"',
)


def match(seen: Evidence) -> Cause | None:
    file = seen.settings_file
    value = str(seen.settings.get("ASGI_APPLICATION"))
    place = Place(file, seen.line_with(file, "ASGI_APPLICATION"))
    asgi = seen.find_file("asgi.py")
    module = asgi.removesuffix(".py").replace("/", ".") if asgi else "mysite.asgi"
    right = f'ASGI_APPLICATION = "{module}.application"'
    if "WSGIHandler.__call__() takes" in seen.log and "wsgi" in value.lower():
        return Cause(
            f'ASGI_APPLICATION is "{value}", which is the application for WSGI and knows '
            "no WebSocket",
            f"write {right}, with an a",
            place,
        )
    named, _, variable = value.rpartition(".")
    not_found = re.search(r"Cannot find .*ASGI_APPLICATION", seen.log)
    if not_found and seen.file_of_module(named) == asgi and variable.isidentifier():
        words = re.findall(r"^(\w+)\s*=[^=]", seen.text(asgi), re.M)
        if "application" in words:
            return Cause(
                f'ASGI_APPLICATION is "{value}", and the variable in {asgi} is application',
                f"write {right}",
                place,
            )
        other = next((w for w in words if near(variable, [w], 0.6)), None)
        other = other or next((w for w in words if w in {"app", "asgi"}), None)
        has = f'; it has "{other}"' if other else ""
        return Cause(
            f'{asgi} defines no "{variable}", which ASGI_APPLICATION names{has}',
            f'write {variable} for "{other}" in {asgi}'
            if other
            else f"give {variable} a value in {asgi}",
            Place(asgi, seen.line_with(asgi, f"{other} =") if other else None),
        )
    if not not_found and not module_is_missing(seen, named):
        return None
    if not asgi and f"{module}.application" == value:
        file = f"{named.replace('.', '/')}.py"
        beside = [
            f for f in seen.files if f.rpartition("/")[0] == file.rpartition("/")[0]
        ]
        other = near(file, [f for f in beside if "wsgi" not in f], 0.8)
        has = f"; there is {other}" if other else ""
        return Cause(
            f'ASGI_APPLICATION is "{value}", and there is no file {file}{has}',
            f"rename {other} to {file}" if other else f"write {file}",
            place,
        )
    return Cause(
        f'ASGI_APPLICATION is "{value}", and Django finds nothing there',
        f"write {right}",
        place,
    )


def module_is_missing(seen: Evidence, module: str) -> bool:
    """Whether the setting's own module is not there, and not one that it imports."""
    if f"Cannot import ASGI_APPLICATION module '{module}'" not in seen.log:
        return False
    is_name = all(part.isidentifier() for part in module.split("."))
    return not is_name or seen.file_of_module(module) is None
