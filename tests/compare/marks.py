"""Find the lines of two files that differ, and matter."""

import re
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import pairwise

from tests.compare.sources import Source, Unit

HAS_WORDS = re.compile(r"[^\W\d]|\d.*\d")  # besides the depth in front


@dataclass
class Marks:
    """The numbers of the lines that differ on both sides, and of pairs that agree.

    ``tails`` are the further lines of a statement that is wrapped in another way on the
    other side: they stay with its first line.
    """

    first: set[int] = field(default_factory=set)
    second: set[int] = field(default_factory=set)
    pairs: list[tuple[int, int]] = field(default_factory=list)
    tails: tuple[set[int], set[int]] = field(default_factory=lambda: (set(), set()))

    def pair(self, one: Unit, other: Unit) -> None:
        """Put two statements that say the same beside each other."""
        if len(one.lines) == len(other.lines):
            self.pairs += zip(one.lines, other.lines, strict=True)
            return
        self.pairs.append((one.lines[0], other.lines[0]))
        for tail, unit in zip(self.tails, (one, other), strict=True):
            tail |= {*unit.lines, *unit.prose}


def find_marks(first: Source, second: Source) -> Marks:
    """Compare two files, unit by unit, and then the lines of units that differ."""
    marks = Marks()
    a, b = first.units, second.units
    matcher = SequenceMatcher(None, _says(a), _says(b), autojunk=False)
    free = _free(a) & _free(b)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            for one, other in zip(a[i1:i2], b[j1:j2], strict=True):
                marks.pair(one, other)
        else:
            gone = [unit for unit in a[i1:i2] if unit.key not in free]
            came = [unit for unit in b[j1:j2] if unit.key not in free]
            _differing(first, gone, second, came, marks)
    marks.first |= _blanks_between(marks.first, first)
    marks.second |= _blanks_between(marks.second, second)
    return marks


def _says(units: tuple[Unit, ...]) -> list[tuple[int, str]]:
    return [(unit.depth, unit.key) for unit in units]


def _free(units: tuple[Unit, ...]) -> set[str]:
    """Return what the units say that may stand anywhere."""
    return {unit.key for unit in units if unit.free}


def _differing(
    first: Source,
    a: list[Unit],
    second: Source,
    b: list[Unit],
    marks: Marks,
) -> None:
    """Mark which lines of units that do not say the same differ.

    Prose is shown with code that one side has and the other has not; where one line
    became another, the comments above it are not what matters.
    """
    one, code_one = _lines(a)
    other, code_other = _lines(b)
    differs = False
    for agree, (i1, i2), (j1, j2) in _runs(
        [first.keys[n - 1] for n in one], [second.keys[n - 1] for n in other]
    ):
        gone, new = one[i1:i2], other[j1:j2]
        left, came = code_one.intersection(gone), code_other.intersection(new)
        differs = differs or (not agree and bool(left or came))
        if agree:
            marks.pairs += zip(gone, new, strict=True)
        elif left and came:
            marks.first.update(_without_edges(gone, code_one))
            marks.second.update(_without_edges(new, code_other))
        elif left:
            marks.first.update(gone)
        elif came:
            marks.second.update(new)
    if not differs:
        # Each line says the same, and yet they do not together.
        marks.first |= code_one
        marks.second |= code_other


def _runs(one: list[str], other: list[str]) -> list[tuple]:
    """Return runs of lines: whether they agree, and where they are on both sides.

    A bracket alone between lines that differ is no agreement.
    """
    runs = []
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    codes = matcher.get_opcodes()
    for place, (tag, i1, i2, j1, j2) in enumerate(codes):
        between = 0 < place < len(codes) - 1
        bare = between and not any(map(HAS_WORDS.search, one[i1:i2]))
        agree = tag == "equal" and not bare
        if runs and not agree and not runs[-1][0]:
            _, (i1, _), (j1, _) = runs.pop()
        runs.append((agree, (i1, i2), (j1, j2)))
    return runs


def _lines(units: list[Unit]) -> tuple[list[int], set[int]]:
    """Return the lines of the units, and which of them are not prose."""
    code = {number for unit in units for number in unit.lines}
    prose = {number for unit in units for number in unit.prose}
    return sorted(code | prose), code


def _without_edges(lines: list[int], code: set[int]) -> list[int]:
    places = [index for index, number in enumerate(lines) if number in code]
    return lines[places[0] : places[-1] + 1]


def _blanks_between(changed: set[int], source: Source) -> set[int]:
    """Return the blank lines that have lines that differ above and below."""
    numbers = sorted(changed)
    return {
        blank
        for above, below in pairwise(numbers)
        if not any(source.keys[above : below - 1])
        for blank in range(above + 1, below)
    }
