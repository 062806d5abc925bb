"""What the book shows of two stages: the files, their hunks, what stays folded."""

from collections.abc import Iterator
from dataclasses import dataclass

from docs.machinery.hunks import (
    Explanation,
    Hunk,
    changes_of,
    explanations,
    hunks_in,
    idle,
    unexplained,
    what_to_delete,
    what_to_write,
)
from docs.machinery.sides import Sides
from tests.compare.folders import LEFT_OUT, Change
from tests.compare.hunks import CONTEXT
from tests.compare.reading import NotShown, read_text
from tests.compare.rows import Row
from tests.harness.files import files_of
from tests.steps import get_step

FEWEST = 4  # rows that are worth folding


@dataclass(frozen=True)
class Shown:
    """A hunk with the rows around it, and ``folded``: the rows before, which are not shown."""

    hunk: Hunk
    folded: tuple[Row, ...]
    rows: tuple[Row, ...]


def problems(stages: tuple[int, int]) -> list[str]:
    """Return a message for each hunk that is not explained, and each idle explanation."""
    hunks = [hunk for c in changes_of(stages) for hunk in hunks_in(stages, c)]
    entries = [entry for entry in explanations() if entry.stages == stages]
    without = idle(hunks, entries)
    missing = unexplained(hunks, entries)
    found = [what_to_write(hunk, without) for hunk in missing]
    # An idle entry beside a hunk without one is named there.
    return found or [what_to_delete(entry) for entry in without]


def sides_of(stages: tuple[int, int], change: Change) -> Sides:
    """Return both versions of a file that differs. Raise NotShown where it is no text."""
    texts = []
    for number in stages:
        path = get_step(number).path / change.name
        texts.append(read_text(path) if path.exists() else "")
    return Sides(change.name, stages, (texts[0], texts[1]))


def parts(
    stages: tuple[int, int], change: Change
) -> tuple[list[Shown], tuple[Row, ...]]:
    """Return the hunks of a file as they are shown, and the rows folded at its end."""
    if not change.rows:
        raise NotShown(f"{change.name} cannot be shown line by line")
    hunks = hunks_in(stages, change)
    gaps = list(_gaps(change.rows))
    shown = []
    before, folded = _lead(gaps[0])
    for hunk, gap in zip(hunks, gaps[1:], strict=True):
        after, next_folded, next_before = _split(gap, last=hunk is hunks[-1])
        shown.append(Shown(hunk, folded, (*before, *hunk.rows, *after)))
        folded, before = next_folded, next_before
    return shown, folded


def _gaps(rows: tuple[Row, ...]) -> Iterator[tuple[Row, ...]]:
    """Yield the rows that agree: before the first hunk, between hunks, after the last."""
    gap: list[Row] = []
    in_hunk = False
    for row in rows:
        if row.changed and not in_hunk:
            yield tuple(gap)
            gap = []
        if not row.changed:
            gap.append(row)
        in_hunk = row.changed
    yield tuple(gap)


def _lead(gap: tuple[Row, ...]) -> tuple[tuple[Row, ...], tuple[Row, ...]]:
    """Return the rows shown before the first hunk, and those folded before them."""
    if len(gap) < CONTEXT + FEWEST:
        return gap, ()
    return gap[-CONTEXT:], gap[:-CONTEXT]


def _split(gap: tuple[Row, ...], *, last: bool) -> tuple[tuple[Row, ...], ...]:
    """Return the rows shown after a hunk, those folded, and those before the next."""
    if last:
        if len(gap) < CONTEXT + FEWEST:
            return gap, (), ()
        return gap[:CONTEXT], gap[CONTEXT:], ()
    if len(gap) < 2 * CONTEXT + FEWEST:
        return (), (), gap
    return gap[:CONTEXT], gap[CONTEXT:-CONTEXT], gap[-CONTEXT:]


def explanation_of(hunk: Hunk) -> Explanation:
    """Return the entry about the hunk. Raise KeyError where problems() says that none is."""
    return {entry.key: entry for entry in explanations()}[hunk.key]


def identical_files(stages: tuple[int, int]) -> list[str]:
    """Return the names of the files that are the same in both, byte for byte."""
    first, second = (files_of(get_step(number).path) for number in stages)
    return [
        name
        for name in first.keys() & second.keys()
        if name not in LEFT_OUT
        and first[name].read_bytes() == second[name].read_bytes()
    ]
