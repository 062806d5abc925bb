"""Apply patches as `git diff --no-index` writes them, strictly, and write them.

A patch has for each file

    diff --git a/chat/views.py b/chat/views.py
    --- a/chat/views.py
    +++ b/chat/views.py
    @@ -1,2 +1,3 @@
     from django.shortcuts import redirect, render
    +from django.urls import reverse

A new file says "new file mode", a deleted one "deleted file mode"; where such a file is
empty, nothing follows. Every line of a hunk must stand in the file exactly where the
hunk says. Renamed files, binary files and modes are not known here.
"""

import difflib
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

NOWHERE = "/dev/null"
NO_LINE_END = "\\ No newline at end of file"
FILE = re.compile(r"diff --git a/(\S+) b/(\S+)")
HUNK = re.compile(r"@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@")
IGNORED = ("index ",)

CHANGED, NEW, DELETED = "changed", "new", "deleted"


class BadPatch(ValueError):
    """The patch cannot be read or does not fit; str() of this error says where."""


@dataclass(frozen=True)
class Hunk:
    """Lines with their sign (space, + or -) and line end, from this index on (0, 1 ...)."""

    start: int
    lines: tuple[str, ...]

    @property
    def before(self) -> list[str]:
        return [line[1:] for line in self.lines if line[0] != "+"]

    @property
    def after(self) -> list[str]:
        return [line[1:] for line in self.lines if line[0] != "-"]


@dataclass(frozen=True)
class FilePatch:
    """What becomes of one file. ``what`` is CHANGED, NEW or DELETED."""

    file: str
    what: str
    hunks: tuple[Hunk, ...]

    @property
    def content(self) -> str:
        """The text of a new file."""
        return "".join(line for hunk in self.hunks for line in hunk.after)

    @property
    def diff(self) -> str:
        """The hunks as text, each after its @@ line."""
        shown = []
        for hunk in self.hunks:
            shown.append(f"@@ from line {hunk.start + 1} @@\n")
            shown += hunk.lines
        return "".join(shown)


def lines_of(text: str) -> list[str]:
    """Return the lines with their ends; only a line feed ends a line."""
    return list(io.StringIO(text, newline="\n"))


def read_patch(text: str) -> list[FilePatch]:
    """Return the parts of a patch, in its order. Raise BadPatch."""
    lines = [line.removesuffix("\n") for line in lines_of(text)]
    starts = [n for n, line in enumerate(lines) if line.startswith("diff --git ")]
    if not starts or starts[0] != 0:
        raise BadPatch("it does not begin with: diff --git a/FILE b/FILE")
    ends = [*starts[1:], len(lines)]
    return [
        _read_file(lines[start:end]) for start, end in zip(starts, ends, strict=True)
    ]


def _read_file(lines: list[str]) -> FilePatch:
    named = FILE.fullmatch(lines[0])
    if not named or named[1] != named[2]:
        raise BadPatch(f"it may not rename, and has one name twice: {lines[0]}")
    file, what, rest = named[1], CHANGED, lines[1:]
    if PurePosixPath(file).is_absolute() or ".." in PurePosixPath(file).parts:
        raise BadPatch(f"{file} is not in the project")
    while rest and not rest[0].startswith(("--- ", "@@ ")):
        line = rest.pop(0)
        if line.startswith("new file mode "):
            what = NEW
        elif line.startswith("deleted file mode "):
            what = DELETED
        elif not line.startswith(IGNORED):
            raise BadPatch(f"{file}: this line is not known: {line}")
    if rest:
        old = NOWHERE if what == NEW else f"a/{file}"
        new = NOWHERE if what == DELETED else f"b/{file}"
        if rest[:2] != [f"--- {old}", f"+++ {new}"]:
            raise BadPatch(f"{file}: --- {old} and +++ {new} must be its names")
        rest = rest[2:]
    hunks = tuple(_read_hunks(file, rest))
    if what == CHANGED and not hunks:
        raise BadPatch(f"{file}: nothing is changed")
    return FilePatch(file, what, hunks)


def _read_hunks(file: str, lines: list[str]) -> Iterator[Hunk]:
    while lines:
        head = HUNK.match(lines[0])
        if not head:
            raise BadPatch(f"{file}: a hunk does not begin like this: {lines[0]}")
        start, old, new = int(head[1]), int(head[2] or 1), int(head[4] or 1)
        lines = lines[1:]
        found: list[str] = []
        while lines and (not lines[0].startswith("@@ ")):
            if lines[0] == NO_LINE_END:
                found[-1] = found[-1].removesuffix("\n")
            elif lines[0][:1] in {" ", "+", "-"}:
                found.append(lines[0] + "\n")
            elif not lines[0]:  # an editor took the space of an empty line away
                found.append(" \n")
            else:
                raise BadPatch(f"{file}: a line has no sign: {lines[0]}")
            lines = lines[1:]
        # Where there were no lines, the number is that of the line before.
        hunk = Hunk(start - 1 if old else start, tuple(found))
        if (len(hunk.before), len(hunk.after)) != (old, new):
            raise BadPatch(
                f"{file}: the hunk at line {start} says {old} and {new} lines, and has "
                f"{len(hunk.before)} and {len(hunk.after)}"
            )
        yield hunk


def apply_patch(text: str, folder: Path) -> None:
    """Change the files in the folder as the patch says. Raise BadPatch.

    Where a part does not fit, no file has been changed.
    """
    results: dict[Path, str | None] = {}
    for part in read_patch(text):
        path = folder / part.file
        if part.what == NEW:
            if path.exists():
                raise BadPatch(f"{part.file} is new in the patch, and there already")
            results[path] = part.content
            continue
        if not path.is_file():
            raise BadPatch(f"{part.file} is not there")
        after = changed(path.read_text(encoding="utf-8"), part)
        if part.what == DELETED and after:
            raise BadPatch(f"{part.file}: more is in the file than the patch deletes")
        results[path] = None if part.what == DELETED else after
    for path, after in results.items():
        if after is None:
            path.unlink()
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(after, encoding="utf-8", newline="\n")


def changed(before: str, part: FilePatch) -> str:
    """Return the text of a file after its part of a patch. Raise BadPatch."""
    lines = lines_of(before)
    after: list[str] = []
    done = 0
    for hunk in part.hunks:
        end = hunk.start + len(hunk.before)
        for number, expected in enumerate(hunk.before, start=hunk.start):
            found = lines[number] if number < len(lines) else "the end of the file"
            if number < done or found != expected:
                raise BadPatch(
                    f"{part.file}, line {number + 1}: the patch expects "
                    f"{expected.rstrip()!r}, and the file has {found.rstrip()!r}"
                )
        after += lines[done : hunk.start] + hunk.after
        done = end
    return "".join(after + lines[done:])


def write_patch(before: Mapping[str, Path], after: Mapping[str, Path]) -> str:
    """Return the patch from the files of one folder to those of another, by their names."""
    parts = []
    for file in sorted(before.keys() | after.keys()):
        old, new = (
            side[file].read_text(encoding="utf-8") if file in side else None
            for side in (before, after)
        )
        if old == new:
            continue
        parts.append(f"diff --git a/{file} b/{file}\n")
        if old is None:
            parts.append("new file mode 100644\n")
        if new is None:
            parts.append("deleted file mode 100644\n")
        lines = difflib.unified_diff(
            lines_of(old or ""),
            lines_of(new or ""),
            NOWHERE if old is None else f"a/{file}",
            NOWHERE if new is None else f"b/{file}",
        )
        for line in lines:
            parts.append(line if line.endswith("\n") else f"{line}\n{NO_LINE_END}\n")
    return "".join(parts)
