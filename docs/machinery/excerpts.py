"""Cut a part out of a file: a Python object by its name, or lines from text to text."""

import ast
import textwrap
from dataclasses import dataclass
from pathlib import Path


class NotInFile(Exception):
    """What a page wants to show is not in the file; str() of this error says why."""


@dataclass(frozen=True)
class Excerpt:
    """Lines of a file. ``marked`` are the numbers of those to highlight, from 1."""

    text: str
    marked: tuple[int, ...] = ()


def excerpt(
    path: Path,
    *,
    part: str | None = None,
    start: str | None = None,
    end: str | None = None,
    marked: str | None = None,
) -> Excerpt:
    """Return the whole file or a part of it, without common indentation.

    ``part`` is the dotted name of a class, function or variable in a Python file;
    ``start`` and ``end`` are pieces of the first and the last line wanted. Lines that
    contain ``marked`` are highlighted. Raise NotInFile, also where there is no file.
    """
    if not path.is_file():
        raise NotInFile(f"there is no file {path.name}")
    text = path.read_text(encoding="utf-8")
    if part and (start or end):
        raise NotInFile("a part has a name, or a start and an end, not both")
    if part:
        text = object_named(text, part)
    elif start or end:
        text = lines_between(text, start, end)
    text = textwrap.dedent(text).strip("\n") + "\n"
    return Excerpt(text, lines_with(text, marked) if marked else ())


def object_named(source: str, name: str) -> str:
    """Return the lines of the object with this dotted name, decorators included."""
    found = ast.parse(source)
    for piece in name.split("."):
        matches = [node for node in found.body if piece in names_of(node)]
        if len(matches) != 1:
            count = "no" if not matches else str(len(matches))
            raise NotInFile(f"{count} object of the name {name} (looking for {piece})")
        found = matches[0]
        if not hasattr(found, "body"):
            found.body = []  # a variable, in which nothing has a name
    decorators = getattr(found, "decorator_list", [])
    first = min([found.lineno, *(node.lineno for node in decorators)])
    return "\n".join(source.splitlines()[first - 1 : found.end_lineno])


def names_of(node: ast.AST) -> set[str]:
    """Return the names that a statement gives: of a class, a function or variables."""
    if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
        return {node.name}
    if isinstance(node, ast.Assign):
        return {target.id for target in node.targets if isinstance(target, ast.Name)}
    if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
        return {node.target.id}
    return set()


def lines_between(text: str, start: str | None, end: str | None) -> str:
    """Return the lines from the one with ``start`` to the one with ``end``."""
    lines = text.splitlines()
    first = the_one_line(lines, start) if start else 0
    last = the_one_line(lines, end) if end else len(lines) - 1
    if last < first:
        raise NotInFile(f'the line with "{end}" is above the line with "{start}"')
    return "\n".join(lines[first : last + 1])


def the_one_line(lines: list[str], piece: str) -> int:
    """Return the index of the only line that contains this. Raise NotInFile."""
    found = [index for index, line in enumerate(lines) if piece in line]
    if len(found) != 1:
        count = "no line contains" if not found else f"{len(found)} lines contain"
        raise NotInFile(f'{count} "{piece}"; exactly one must')
    return found[0]


def lines_with(text: str, piece: str) -> tuple[int, ...]:
    """Return the numbers of the lines that contain this, from 1. Raise NotInFile."""
    lines = enumerate(text.splitlines(), start=1)
    found = tuple(number for number, line in lines if piece in line)
    if not found:
        raise NotInFile(f'no line contains "{piece}", which is to be highlighted')
    return found
