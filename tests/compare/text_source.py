"""Read templates, scripts, styles and other text line by line."""

import re
from collections.abc import Callable
from pathlib import PurePosixPath

from tests.compare.sources import Source, Unit, same_quotes, split_lines, with_prose

COMMENTS = {
    **dict.fromkeys((".js", ".mjs"), (("//", ""), ("/*", "*/"))),
    ".css": (("/*", "*/"),),
    **dict.fromkeys(
        (".html", ".htm", ".svg"),
        (("<!--", "-->"), ("{#", "#}"), ("{% comment %}", "{% endcomment %}")),
    ),
    **dict.fromkeys((".py", ".txt", ".toml", ".yml", ".yaml", ".sh"), (("#", ""),)),
    **dict.fromkeys((".ini", ".cfg"), (("#", ""), (";", ""))),
}
"""How comments begin and end, by the kind of file. They end "" with the line."""

INDENTED = {".py", ".yml", ".yaml"}  # where the spaces before a line have a meaning
REQUIREMENT = re.compile(r"([\w.-]+)(.*)")


def text_source(text: str, name: str) -> Source:
    """Return the lines of a file that is not Python, or that Python cannot read.

    Blank lines do not count, nor do spaces around and between words, quotes of one kind
    for the other, and lines that hold a comment only. The order of requirements does
    not count.
    """
    lines = split_lines(text)
    suffix = PurePosixPath(name).suffix.lower()
    comments = _comment_lines(lines, COMMENTS.get(suffix, ()))
    if is_requirements(name):
        key_of: Callable[[str], str] = _requirement_key
    elif suffix in INDENTED:
        key_of = _indented_key
    else:
        key_of = _line_key
    keys = [
        line.strip() if number in comments else key_of(line)
        for number, line in enumerate(lines, start=1)
    ]
    units = [
        Unit(key, (number,))
        for number, key in enumerate(keys, start=1)
        if key and number not in comments
    ]
    if is_requirements(name):
        units.sort(key=lambda unit: unit.key)
    return Source(tuple(lines), tuple(keys), tuple(with_prose(units, comments, set())))


def exact_source(text: str) -> Source:
    """Return lines of which every character counts."""
    lines = split_lines(text)
    keys = [f"|{line}" for line in lines]  # a blank line counts too
    units = [Unit(key, (number,)) for number, key in enumerate(keys, start=1)]
    return Source(tuple(lines), tuple(keys), tuple(units))


def is_requirements(name: str) -> bool:
    """Return whether pip reads the file."""
    place = PurePosixPath(name)
    return place.suffix == ".txt" and place.name.startswith("requirements")


def _comment_lines(lines: list[str], kinds: tuple) -> set[int]:
    """Return the numbers of the lines that hold a comment and nothing else."""
    found, end = set(), ""
    for number, line in enumerate(lines, start=1):
        rest = line.strip()
        if not end:
            begin, end = next(
                (kind for kind in kinds if rest.startswith(kind[0])), ("", "")
            )
            if not begin:
                continue
            rest = rest.removeprefix(begin)
            if not end:
                found.add(number)
                continue
        _, closed, rest = rest.partition(end)
        if not rest.strip():
            found.add(number)
        if closed:
            end = ""
    return found


def _line_key(line: str) -> str:
    return " ".join(same_quotes(line).split())


def _indented_key(line: str) -> str:
    return same_quotes(line).expandtabs().rstrip()


def _requirement_key(line: str) -> str:
    """Return the requirement as https://packaging.python.org/specifications says it."""
    found = REQUIREMENT.fullmatch("".join(line.split()))
    if not found:
        return line.strip()
    return re.sub(r"[-_.]+", "-", found[1]).lower() + found[2]
