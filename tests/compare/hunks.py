"""Write rows as a diff for the terminal."""

from collections.abc import Sequence
from itertools import groupby

from tests.compare.rows import Row

CONTEXT = 3  # rows that are shown around those that differ


def hunks(rows: tuple[Row, ...], own_first: bool) -> list[str]:
    """Return a unified diff, in which the lines around are those of the own project."""
    visible = [
        row for row in rows if row.changed or (row.first if own_first else row.second)
    ]
    lines = []
    for hunk in _near_changes(visible):
        lines.append(_hunk_head(hunk))
        for changed, run in groupby(hunk, key=lambda row: row.changed):
            run = list(run)
            if changed:
                lines += [f"-{row.first.text}" for row in run if row.first]
                lines += [f"+{row.second.text}" for row in run if row.second]
            else:
                own = [row.first if own_first else row.second for row in run]
                lines += [f" {line.text}" for line in own]
    return lines


def _near_changes(rows: list[Row]) -> list[list[Row]]:
    """Return the runs of rows that differ, each with the rows around it."""
    near = places_to_show(rows)
    runs = groupby(enumerate(rows), key=lambda item: item[0] in near)
    return [[row for _, row in run] for is_near, run in runs if is_near]


def places_to_show(rows: Sequence[Row]) -> set[int]:
    """Return the places of the rows that differ or are close to one that does."""
    return {
        near
        for place, row in enumerate(rows)
        if row.changed
        for near in range(place - CONTEXT, place + CONTEXT + 1)
    }


def _hunk_head(hunk: list[Row]) -> str:
    """Return where the hunk begins on each side, and how many lines it has there."""
    places = []
    for lines in ([row.first for row in hunk], [row.second for row in hunk]):
        numbers = [line.number for line in lines if line]
        places.append(f"{numbers[0]},{len(numbers)}" if numbers else "0,0")
    return f"@@ -{places[0]} +{places[1]} @@"
