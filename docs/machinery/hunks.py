"""The hunks between two stages, and docs/hunks.toml, which explains each of them.

A hunk is a run of lines that changes. Its key is what somebody reads in a diff: the two
stages, the file, and the lines themselves.
"""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from itertools import groupby, pairwise
from pathlib import Path

from docs.machinery.typed import without_version
from tests.compare.fold import with_rows
from tests.compare.folders import LEFT_OUT, Change, compare
from tests.compare.rows import Row
from tests.steps import STEPS, get_step

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

BOOK = Path(__file__).resolve().parent.parent
EXPLANATIONS = BOOK / "hunks.toml"
PAIRS = tuple(pairwise(step.number for step in STEPS))
"""The stages that the book compares: each with the one before."""

ALIKE = 0.4  # from 0 to 1; an entry with lines less alike is not meant for a hunk


@dataclass(frozen=True)
class Hunk:
    """Lines that change from one stage to the next. ``rows`` all differ."""

    stages: tuple[int, int]
    file: str
    rows: tuple[Row, ...]

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """The lines as a diff has them: those that go, then those that come.

        Without versions, which nox -s lock writes and which are no lesson.
        """
        gone = [f"-{row.first.text}" for row in self.rows if row.first]
        came = [f"+{row.second.text}" for row in self.rows if row.second]
        return tuple(without_version(self.file, line) for line in (*gone, *came))

    @property
    def key(self) -> tuple:
        return (self.stages, self.file, self.lines)

    @property
    def place(self) -> str:
        """Where it is, for a message: file, line, and of which stage."""
        for number, side in zip(self.stages[::-1], ("second", "first"), strict=True):
            lines = [line for row in self.rows if (line := getattr(row, side))]
            if lines:
                return f"{self.file}, line {lines[0].number} of stage {number}"
        raise ValueError("a hunk without lines")


@dataclass(frozen=True)
class Explanation:
    """An entry of docs/hunks.toml. ``why`` is Markdown: sentences, not one about what."""

    stages: tuple[int, int]
    file: str
    lines: tuple[str, ...]
    why: str

    @property
    def key(self) -> tuple:
        return (self.stages, self.file, self.lines)


def page_of(stages: tuple[int, int]) -> str:
    """Return the file in docs/ of the page that compares the stages."""
    return "compared-{}-{}.md".format(*stages)


def changes_of(stages: tuple[int, int]) -> list[Change]:
    """Return the files that differ, with rows, without those that are no lesson."""
    first, second = (get_step(number).path for number in stages)
    changes = [c for c in compare(first, second) if c.name not in LEFT_OUT]
    return with_rows(first, second, changes)


def hunks_in(stages: tuple[int, int], change: Change) -> list[Hunk]:
    """Return the hunks of a file, from its first line to its last."""
    runs = groupby(change.rows, key=lambda row: row.changed)
    return [Hunk(stages, change.name, tuple(rows)) for changed, rows in runs if changed]


def all_hunks() -> Iterator[Hunk]:
    """Yield the hunks of all PAIRS."""
    for stages in PAIRS:
        for change in changes_of(stages):
            yield from hunks_in(stages, change)


def read_explanations(text: str) -> list[Explanation]:
    """Return the entries. Raise ValueError for one that is not as it must be."""
    found = []
    for entry in tomllib.loads(text).get("hunk", []):
        if set(entry) != {"stages", "file", "lines", "why"}:
            names = ", ".join(sorted(entry))
            raise ValueError(
                f"docs/hunks.toml: an entry has stages, file, lines and why, not {names}"
            )
        first, second = map(int, entry["stages"].split("-"))
        lines = tuple(entry["lines"].strip("\n").split("\n"))
        why = " ".join(entry["why"].split())
        if not why.endswith((".", ":")):
            raise ValueError(f"docs/hunks.toml: this is no sentence: {why!r}")
        found.append(Explanation((first, second), entry["file"], lines, why))
    keys = [one.key for one in found]
    for one in found:
        if keys.count(one.key) > 1:
            raise ValueError(f"docs/hunks.toml: two entries for\n{shown(one.lines)}")
    return found


def explanations() -> list[Explanation]:
    return read_explanations(EXPLANATIONS.read_text(encoding="utf-8"))


def unexplained(hunks: list[Hunk], entries: list[Explanation]) -> list[Hunk]:
    """Return the hunks that no entry explains."""
    known = {entry.key for entry in entries}
    return [hunk for hunk in hunks if hunk.key not in known]


def idle(hunks: list[Hunk], entries: list[Explanation]) -> list[Explanation]:
    """Return the entries that explain no hunk (any more)."""
    there = {hunk.key for hunk in hunks}
    return [entry for entry in entries if entry.key not in there]


def what_to_write(hunk: Hunk, entries: list[Explanation]) -> str:
    """Return the message about a hunk that none of the entries explains.

    ``entries`` are those that explain no hunk: the hunk may have changed under one.
    """
    page = page_of(hunk.stages)
    title = f"docs/{page} has no explanation of {hunk.place}:"
    meant = most_alike(hunk, entries)
    if meant:
        return (
            f"{title}\n{shown(hunk.lines)}\n"
            "The hunk has changed under its explanation in docs/hunks.toml, which has "
            f"these lines:\n{shown(meant.lines)}\n"
            "See whether what it says is still right, and put the new lines there:\n"
            f"{entry_for(hunk, meant.why)}"
        )
    return (
        f"{title}\n{shown(hunk.lines)}\n"
        "Say why in docs/hunks.toml, in a sentence or two:\n"
        f"{entry_for(hunk, '...')}"
    )


def what_to_delete(entry: Explanation) -> str:
    """Return the message about an entry that explains no hunk."""
    return (
        f"docs/hunks.toml explains a hunk that docs/{page_of(entry.stages)} does not have "
        f"(any more), in {entry.file}:\n{shown(entry.lines)}\n"
        "If the hunk has changed, put its new lines into the entry; else delete the entry."
    )


def most_alike(hunk: Hunk, entries: list[Explanation]) -> Explanation | None:
    """Return the entry for the same file whose lines are most like those of the hunk."""
    same_file = [e for e in entries if (e.stages, e.file) == hunk.key[:2]]
    text = "\n".join(hunk.lines)

    def likeness(entry: Explanation) -> float:
        return SequenceMatcher(None, "\n".join(entry.lines), text).ratio()

    best = max(same_file, key=likeness, default=None)
    return best if best and likeness(best) >= ALIKE else None


def entry_for(hunk: Hunk, why: str) -> str:
    """Return the entry as it stands in docs/hunks.toml."""
    lines = "\n".join(hunk.lines)
    return (
        f'\n[[hunk]]\nstages = "{hunk.stages[0]}-{hunk.stages[1]}"\n'
        f"file = \"{hunk.file}\"\nlines = '''\n{lines}\n'''\n"
        f'why = """\n{why}\n"""\n'
    )


def shown(lines: tuple[str, ...]) -> str:
    return "\n".join(f"    {line}" for line in lines)
