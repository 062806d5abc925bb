"""Lay two files beside each other, a row for each pair of lines."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from itertools import pairwise, takewhile, zip_longest

from tests.compare.marks import Marks, find_marks
from tests.compare.sources import Source
from tests.compare.words import ALIKE, likeness

MOST_PAIRS = 2500  # that are tried to find which line became which


@dataclass(frozen=True)
class Line:
    number: int
    text: str


@dataclass(frozen=True)
class Row:
    """A line of the first file, of the second, or both. ``changed``: what they say."""

    first: Line | None
    second: Line | None
    changed: bool


def one_sided(source: Source, *, second: bool) -> tuple[Row, ...]:
    """Return the rows of a file that the other side does not have."""
    lines = [Line(number, text) for number, text in enumerate(source.lines, start=1)]
    return tuple(
        Row(None, line, True) if second else Row(line, None, True) for line in lines
    )


def align(first: Source, second: Source) -> tuple[Row, ...]:
    """Return the rows of two files. Every line of both is in one, in its order."""
    return tuple(_rows(first, second, find_marks(first, second)))


def _rows(first: Source, second: Source, marks: Marks) -> Iterator[Row]:
    ends = (len(first.lines) + 1, len(second.lines) + 1)
    a = b = 0
    pairs = _in_order(marks.pairs)
    pairs = _in_order([*pairs, *_prose_pairs(first, second, marks, pairs)])
    for next_a, next_b in [*pairs, ends]:
        left = [Line(n, first.lines[n - 1]) for n in range(a + 1, next_a)]
        right = [Line(n, second.lines[n - 1]) for n in range(b + 1, next_b)]
        ours, left = _leading(left, marks.tails[0] - marks.first, True)
        theirs, right = _leading(right, marks.tails[1] - marks.second, True)
        for one, other in zip_longest(ours, theirs):
            yield Row(one, other, False)
        yield from _gap(left, right, marks)
        if (next_a, next_b) != ends:
            yield Row(
                Line(next_a, first.lines[next_a - 1]),
                Line(next_b, second.lines[next_b - 1]),
                next_a in marks.first or next_b in marks.second,
            )
        a, b = next_a, next_b


def _in_order(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return as many of the pairs as can be kept while both numbers rise.

    Imports and requirements may stand in another order in the other file.
    """
    lowest: list[int] = []  # the second number in which a chain of each length ends
    chains: list[tuple] = []  # these chains, each the last pair and what is before it
    for pair in sorted(pairs, key=lambda pair: (pair[0], -pair[1])):
        place = bisect_left(lowest, pair[1])
        chain = (pair, chains[place - 1] if place else None)
        lowest[place : place + 1] = [pair[1]]
        chains[place : place + 1] = [chain]
    kept = []
    chain = chains[-1] if chains else None
    while chain:
        kept.append(chain[0])
        chain = chain[1]
    return kept[::-1]


def _prose_pairs(
    first: Source, second: Source, marks: Marks, pairs: list[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """Yield pairs of the same comment or docstring, between pairs of code."""
    ends = (len(first.lines) + 1, len(second.lines) + 1)
    for (a, b), (next_a, next_b) in pairwise([(0, 0), *pairs, ends]):
        left = _agreeing(first, marks.first, range(a + 1, next_a))
        right = _agreeing(second, marks.second, range(b + 1, next_b))
        keys = [first.keys[n - 1] for n in left], [second.keys[n - 1] for n in right]
        matcher = SequenceMatcher(None, *keys, autojunk=False)
        for i, j, length in matcher.get_matching_blocks():
            yield from zip(left[i : i + length], right[j : j + length], strict=True)


def _agreeing(source: Source, marks: set[int], numbers: range) -> list[int]:
    """Return those of the lines that are not blank, and do not differ."""
    return [n for n in numbers if n not in marks and source.keys[n - 1]]


def _gap(left: list[Line], right: list[Line], marks: Marks) -> Iterator[Row]:
    """Yield the rows between two pairs: what agrees and what differs, in turn."""
    changed = False
    while left or right:
        ours, rest = _leading(left, marks.first, changed)
        theirs, others = _leading(right, marks.second, changed)
        if not changed and others and not rest:
            ours = ours[: len(theirs)]  # the others are put in where they stand there
        elif not changed and rest and not others:
            theirs = theirs[: len(ours)]
        left, right = left[len(ours) :], right[len(theirs) :]
        paired = _most_alike(ours, theirs) if changed else zip_longest(ours, theirs)
        for one, other in paired:
            yield Row(one, other, changed)
        changed = not changed


def _leading(
    lines: list[Line], numbers: set[int], are_in: bool
) -> tuple[list[Line], list[Line]]:
    """Return the leading lines whose numbers are in the set, or are not, and the rest."""
    run = list(takewhile(lambda line: (line.number in numbers) == are_in, lines))
    return run, lines[len(run) :]


def _most_alike(left: list[Line], right: list[Line]) -> Iterator[tuple]:
    """Yield pairs in which as many lines as possible are beside those they became."""
    pairs = [(i, j) for i in range(len(left)) for j in range(len(right))]
    if pairs and len(pairs) <= MOST_PAIRS:
        like = {(i, j): _likeness(left[i].text, right[j].text) for i, j in pairs}
        i, j = max(pairs, key=like.__getitem__)
        if like[i, j] >= ALIKE:
            yield from _most_alike(left[:i], right[:j])
            yield left[i], right[j]
            yield from _most_alike(left[i + 1 :], right[j + 1 :])
            return
    yield from zip_longest(left, right)


_likeness = cache(likeness)
