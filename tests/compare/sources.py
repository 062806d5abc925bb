"""What a file says, in pieces that can be compared: its units."""

import re
from dataclasses import dataclass, replace

LINE_END = re.compile(r"\r\n|\r|\n")  # and no other, as Python counts lines
QUOTED = re.compile(r""""(?:[^"\\]|\\.)*"|'([^'"\\]*)'""")
CONTROLS = {code: 0x2400 + code for code in range(32) if code != ord("\t")}


@dataclass(frozen=True)
class Unit:
    """A statement of Python, or a line of another file.

    Two units say the same if key and depth are equal. ``lines`` are the numbers of its
    lines, from 1; ``prose`` those of the comments and docstrings that belong to it.
    ``free`` units may stand anywhere, as a setting.
    """

    key: str
    lines: tuple[int, ...]
    depth: int = 0
    prose: tuple[int, ...] = ()
    free: bool = False


@dataclass(frozen=True)
class Source:
    """A file to compare. Line n is ``lines[n - 1]`` as it is in the file.

    ``keys`` has for each line what it says, without what does not matter; "" is a line
    that says nothing. ``units`` are in the order in which they are compared.
    """

    lines: tuple[str, ...]
    keys: tuple[str, ...]
    units: tuple[Unit, ...]


def split_lines(text: str) -> list[str]:
    """Return the lines without their ends, with characters that a terminal can show."""
    lines = LINE_END.split(text)
    if lines[-1] == "":
        lines.pop()
    return [line.translate(CONTROLS) for line in lines]


def same_quotes(text: str) -> str:
    """Return the text with 'such quotes' turned into "such", where that is safe."""
    return QUOTED.sub(
        lambda found: found[0] if found[1] is None else f'"{found[1]}"', text
    )


def with_prose(units: list[Unit], above: set[int], below: set[int]) -> list[Unit]:
    """Give lines of prose to the units that they belong to.

    ``above`` are comments, which belong to the unit directly below them; ``below`` are
    docstrings, which belong to the unit before them. Where there is none, nobody's.
    """
    prose = above | below
    owners = {}
    for index, unit in reversed(list(enumerate(units))):
        owners |= dict.fromkeys(unit.lines, index)
    last = max(owners, default=0)
    given = {}
    for number in sorted(prose):
        place = number
        if number in above:
            while place in prose and place not in owners:
                place += 1
        else:
            while 0 < place <= last and place not in owners:
                place -= 1
        if place in owners:
            given.setdefault(owners[place], []).append(number)
    return [
        replace(
            unit,
            lines=tuple(n for n in unit.lines if n not in prose),
            prose=tuple(given.get(index, ())),
        )
        for index, unit in enumerate(units)
    ]
