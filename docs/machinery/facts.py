"""What the book says in figures and names, from the files that decide it."""

import ast
import json
from functools import cache
from pathlib import Path

from packaging.markers import Marker

from docs.machinery.places import FIGURES, NOXFILE

MEASURE = "nox -s bench -- {}"
"""The command that writes the figures of one benchmark into docs/figures.json."""

NEWEST_PYTHON = {
    "python_version": "3.14",
    "python_full_version": "3.14.0",
    "implementation_name": "cpython",
    "platform_python_implementation": "CPython",
    "sys_platform": "linux",
    "os_name": "posix",
}
"""For which Python the book names versions, in the words of environment markers."""


class NoSuchFact(Exception):
    """The book names what is not there; str() of this error says what to do."""


def version_of(package: str, constraints: str) -> str:
    """Return the pinned version of a package, that of the newest Python.

    ``constraints`` is the text of constraints.txt. Raise NoSuchFact.
    """
    wanted = package.lower().replace("_", "-")
    for line in constraints.splitlines():
        pin, _, condition = (piece.strip() for piece in line.partition(";"))
        name, _, version = pin.partition("==")
        if name == wanted and (
            not condition or Marker(condition).evaluate(NEWEST_PYTHON)
        ):
            return version
    raise NoSuchFact(f"constraints.txt has no version of {package}")


def figure(name: str, file: Path = FIGURES) -> str:
    """Return a value of docs/figures.json by its dotted path, as text. Raise NoSuchFact."""
    command = MEASURE.format(name.partition(".")[0])
    if not file.is_file():
        raise NoSuchFact(f"there is no {file.name}; write it with: {command}")
    value = json.loads(file.read_text(encoding="utf-8"))
    for piece in name.split("."):
        if not isinstance(value, dict) or piece not in value:
            raise NoSuchFact(
                f"{file.name} has no {name} (looking for {piece}); measure it: {command}"
            )
        value = value[piece]
    if isinstance(value, dict | list):
        raise NoSuchFact(f"{name} in {file.name} is no single value")
    return str(value)


@cache
def session_names(noxfile: Path = NOXFILE) -> frozenset[str]:
    """Return the names of the sessions in the noxfile, without running it."""
    tree = ast.parse(noxfile.read_text(encoding="utf-8"))
    return frozenset(
        name_of_session(node)
        for node in tree.body
        if isinstance(node, ast.FunctionDef)
        and any("nox.session" in ast.unparse(one) for one in node.decorator_list)
    )


def name_of_session(function: ast.FunctionDef) -> str:
    """Return what nox calls the session: its name=, else the function's name."""
    for decorator in function.decorator_list:
        for keyword in getattr(decorator, "keywords", []):
            if keyword.arg == "name":
                return ast.literal_eval(keyword.value)
    return function.name


def nox_command(words: str) -> str:
    """Return "nox -s check -- 1" for "check -- 1". Raise NoSuchFact."""
    name = words.split()[0] if words.split() else ""
    if name not in session_names():
        known = ", ".join(sorted(session_names()))
        raise NoSuchFact(f"there is no command nox -s {name}; there are {known}")
    return f"nox -s {words}"
