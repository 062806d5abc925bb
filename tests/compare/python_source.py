"""Read a Python file as statements, so that its style does not matter."""

import ast
import io
import re
import tokenize
import warnings
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from tests.compare.sources import Source, Unit, same_quotes, split_lines, with_prose

BLOCKS = ("body", "handlers", "orelse", "finalbody", "cases")
NOT_IN_HEADER = {*BLOCKS, "decorator_list", "type_comment"}
USES = (ast.Name, ast.Call, ast.Attribute)
SECRETS = {"SECRET_KEY"}  # whose values are everyone's own


class NotPython(Exception):
    """The file cannot be read as Python; str() of this error says where."""


@dataclass(frozen=True)
class Reading:
    """What reading a statement needs to know of the file around it.

    ``code`` are the lines without comments; ``free`` the names of constants that nothing
    else in the file depends on.
    """

    code: list[str]
    package: str
    free: set[str]


def python_source(text: str, name: str) -> Source:
    """Return the file's statements. Raise NotPython.

    ``name`` is the file's, with slashes, from the folder of manage.py: relative imports
    depend on it. Imports that follow each other are sorted. Docstrings are dropped, and
    other statements that do nothing.
    """
    lines = split_lines(text)
    try:
        tree, comments = _parse("\n".join(lines) + "\n")
        code = [
            line[: comments.get(number, len(line))].rstrip()
            for number, line in enumerate(lines, start=1)
        ]
        package = name.rpartition("/")[0].replace("/", ".")
        units = list(_units(tree.body, 0, Reading(code, package, _free(tree))))
    except SyntaxError as problem:
        line = f" in line {problem.lineno}" if problem.lineno else ""
        raise NotPython(f"syntax error{line}") from None
    except (ValueError, RecursionError, MemoryError, tokenize.TokenError):
        raise NotPython("it cannot be read as Python") from None
    above = {number for number in comments if not code[number - 1]}
    below = _idle_lines(tree) - _lines_of(units)
    blank = {number for number, line in enumerate(code, start=1) if not line}
    units = [_without(unit, blank - above) for unit in units]
    units = with_prose(units, above, below)
    depths = {n: unit.depth for unit in reversed(units) for n in unit.lines}
    keys = [
        f"{depths[number]} {_line_key(line)}" if number in depths else lines[number - 1]
        for number, line in enumerate(code, start=1)
    ]
    return Source(tuple(lines), tuple(key.strip() for key in keys), tuple(units))


def _parse(text: str) -> tuple[ast.Module, dict[int, int]]:
    """Return the tree, and the column of the comment in each line that has one."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Python's opinion of the code is not asked
        tree = ast.parse(text)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant):
            node.kind = None  # u"" is ""
    tokens = tokenize.generate_tokens(io.StringIO(text).readline)
    comments = (token.start for token in tokens if token.type == tokenize.COMMENT)
    return tree, dict(comments)


def _units(nodes: list, depth: int, reading: Reading) -> Iterator[Unit]:
    """Yield the units of a block: its statements, and what is inside them."""
    busy = [node for node in nodes if not _is_idle(node)]
    for is_import, run in groupby(busy, _is_import):
        if is_import:
            yield from _imports(list(run), depth, reading.package)
        else:
            for node in run:
                yield from _statement(node, depth, reading)


def _statement(node, depth: int, reading: Reading, word: str = "") -> Iterator[Unit]:
    for decorator in getattr(node, "decorator_list", ()):
        lines = range(decorator.lineno, decorator.end_lineno + 1)
        yield Unit(f"@{ast.dump(decorator)}", tuple(lines), depth)
    inner = getattr(node, "body", None) or getattr(node, "cases", None)
    if not inner:
        lines = range(node.lineno, node.end_lineno + 1)
        free = depth == 0 and _assigned(node) in reading.free
        yield Unit(_simple_key(node), tuple(lines), depth, free=free)
        return
    first = _first_line(node, decorated=False)
    last = max(first, _first_line(inner[0]) - 1)
    while last > first and not reading.code[last - 1]:
        last -= 1  # what is blank without comments is no part of the header
    yield Unit(word + _header_key(node), tuple(range(first, last + 1)), depth)
    for field in BLOCKS:
        if children := getattr(node, field, None):
            yield from _block(node, field, children, depth, reading)


def _block(
    node, field: str, children: list, depth: int, reading: Reading
) -> Iterator[Unit]:
    if field == "body":
        yield from _units(children, depth + 1, reading)
    elif field in ("handlers", "cases"):
        for child in children:
            yield from _statement(child, depth + (field == "cases"), reading)
    elif isinstance(node, ast.If) and _is_lone_if(children):
        yield from _statement(children[0], depth, reading, word="el")
    elif not all(map(_is_idle, children)):
        word = "finally" if field == "finalbody" else "else"
        line = _first_line(children[0])
        while line > 1 and not re.match(rf"\s*{word}\b", reading.code[line - 1]):
            line -= 1
        yield Unit(word, (line,), depth)
        yield from _units(children, depth + 1, reading)


def _imports(nodes: list, depth: int, package: str) -> list[Unit]:
    """Return a unit for each module that is imported, in the order of the alphabet."""
    names, lines = {}, {}
    for node in nodes:
        for alias in node.names:
            name = f"{alias.name} as {alias.asname}" if alias.asname else alias.name
            if isinstance(node, ast.Import):
                module, name = f"import {name}", ""
            else:
                module = f"from {_absolute(node, package)} import"
            names.setdefault(module, set()).add(name)
            own = range(node.lineno, node.end_lineno + 1)
            lines.setdefault(module, set()).update(own)
    return [
        Unit(f"{module} {', '.join(sorted(names[module]))}", tuple(sorted(own)), depth)
        for module, own in sorted(lines.items())
    ]


def _absolute(node: ast.ImportFrom, package: str) -> str:
    if not node.level:
        return node.module
    parts = package.split(".") if package else []
    if node.level - 1 > len(parts):
        return "." * node.level + (node.module or "")  # Python itself would refuse it
    parts = parts[: len(parts) - (node.level - 1)]
    return ".".join([*parts, *([node.module] if node.module else [])])


def _simple_key(node) -> str:
    name = _assigned(node)
    return name if name in SECRETS else ast.dump(node)


def _assigned(node) -> str | None:
    """Return the name in "name = value", or None for any other statement."""
    if isinstance(node, ast.Assign) and len(node.targets) == 1:
        return getattr(node.targets[0], "id", None)
    return getattr(node.target, "id", None) if isinstance(node, ast.AnnAssign) else None


def _free(tree: ast.Module) -> set[str]:
    """Return the names that get a plain value once, and do not occur again."""
    nodes = list(ast.walk(tree))
    if any(isinstance(node, ast.alias) and node.name == "*" for node in nodes):
        return set()  # who knows what they bring
    times = Counter(node.id for node in nodes if isinstance(node, ast.Name))
    return {
        _assigned(node)
        for node in tree.body
        if times[_assigned(node)] == 1
        and node.value
        and not any(isinstance(part, USES) for part in ast.walk(node.value))
    }


def _header_key(node) -> str:
    fields = [
        ast.dump(part) if isinstance(part, ast.AST) else str(part)
        for field, value in ast.iter_fields(node)
        if field not in NOT_IN_HEADER
        for part in (value if isinstance(value, list) else [value])
    ]
    return f"{type(node).__name__} {' '.join(fields)}"


def _line_key(code: str) -> str:
    """Return what a line of code says: spaces, quotes and a last comma do not count."""
    return " ".join(same_quotes(code).split()).removesuffix(",").removesuffix(" \\")


def _first_line(node, decorated: bool = True) -> int:
    if isinstance(node, ast.match_case):
        return node.pattern.lineno
    decorators = getattr(node, "decorator_list", ()) if decorated else ()
    return min([node.lineno, *(decorator.lineno for decorator in decorators)])


def _is_import(node) -> bool:
    return isinstance(node, (ast.Import, ast.ImportFrom))


def _is_idle(node) -> bool:
    """Return whether the statement does nothing: pass, ..., a docstring."""
    return isinstance(node, ast.Pass) or (
        isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    )


def _is_lone_if(nodes: list) -> bool:
    return len(nodes) == 1 and isinstance(nodes[0], ast.If)


def _idle_lines(tree: ast.Module) -> set[int]:
    idle = (node for node in ast.walk(tree) if _is_idle(node))
    return {n for node in idle for n in range(node.lineno, node.end_lineno + 1)}


def _lines_of(units: list[Unit]) -> set[int]:
    return {number for unit in units for number in unit.lines}


def _without(unit: Unit, blank: set[int]) -> Unit:
    kept = tuple(number for number in unit.lines if number not in blank)
    return replace(unit, lines=kept)
