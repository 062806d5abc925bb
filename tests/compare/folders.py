"""What differs between two projects, file by file."""

import difflib
from dataclasses import dataclass
from pathlib import Path

from tests.compare.rows import Row
from tests.harness.files import files_of

NO_FILE = "/dev/null"  # as a diff calls what is not there
LEFT_OUT = {"README.md"}  # it tells about the stage, and is no part of the lesson


@dataclass(frozen=True)
class Change:
    """A file that differs. ``diff`` is a unified diff, a line an item, no line ends.

    ``kind`` is "changed", or says on which side the file is missing. ``notes`` say what
    else is to know of it. ``rows`` are both sides beside each other, where wanted.
    """

    name: str
    kind: str
    diff: tuple[str, ...]
    notes: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()

    def count(self, sign: str) -> int:
        """Return the number of lines that + adds or - removes."""
        body = self.diff[2:]  # below --- and +++
        return sum(line.startswith(sign) for line in body)


def compare(first: Path, second: Path) -> list[Change]:
    """Return the changes that lead from the first folder to the second, by name."""
    ours, theirs = files_of(first), files_of(second)
    changes = []
    for name in sorted(ours.keys() | theirs.keys()):
        before, after = ours.get(name), theirs.get(name)
        if before and after and before.read_bytes() == after.read_bytes():
            continue
        kind = "changed" if before and after else "only in the second"
        if not after:
            kind = "only in the first"
        diff = _diff(before, after, f"{first.name}/{name}", f"{second.name}/{name}")
        changes.append(Change(name, kind, diff))
    return changes


def _diff(
    before: Path | None, after: Path | None, old: str, new: str
) -> tuple[str, ...]:
    try:
        a, b = (
            path.read_text(encoding="utf-8") if path else "" for path in (before, after)
        )
    except UnicodeDecodeError:
        return (f"--- {old}", f"+++ {new}", " (not text)")
    lines = difflib.unified_diff(
        a.splitlines(),
        b.splitlines(),
        old if before else NO_FILE,
        new if after else NO_FILE,
        lineterm="",
    )
    return tuple(lines)
