"""Where a chapter lets the reader type the lines of a hunk."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tests.compare.text_source import is_requirements

FENCE = re.compile(r"(?P<fence>`{3,}|:{3,})\{(?P<kind>[\w-]+)\} *(?P<about>.*)")
VERSION = re.compile(r"==\S+")
TYPING = {"create", "change", "rewrite", "copy"}


@dataclass(frozen=True)
class Block:
    """A block of a chapter with something to type. ``line`` counts from 1."""

    kind: str
    file: str
    line: int
    body: tuple[str, ...]

    @property
    def added(self) -> set[str]:
        if self.kind != "change":
            return set(self.body)
        return {line[1:] for line in self.body if line.startswith("+")}

    @property
    def removed(self) -> set[str]:
        if self.kind != "change":
            return set()
        return {line[1:] for line in self.body if line.startswith("-")}


def typing_blocks(chapter: str) -> Iterator[Block]:
    """Yield the blocks of a chapter, a Markdown text, that say what to type."""
    lines = enumerate(chapter.splitlines(), start=1)
    for number, line in lines:
        begins = FENCE.match(line)
        if not begins or begins["kind"] not in TYPING:
            continue
        body = []
        for _, inner in lines:
            if inner.strip() == begins["fence"]:
                break
            body.append(inner)
        yield Block(begins["kind"], begins["about"].strip(), number, tuple(body))


def without_version(file: str, line: str) -> str:
    """Return the line of a file; in requirements a version becomes "==..."."""
    return VERSION.sub("==...", line) if is_requirements(file) else line


def line_where_typed(chapter: str, file: str, hunk: tuple[str, ...]) -> int | None:
    """Return the line of the block in which most of the hunk is typed, or None.

    ``hunk`` has lines with + and - in front.
    """
    added = {line[1:] for line in hunk if line[0] == "+" and line[1:].strip()}
    removed = {line[1:] for line in hunk if line[0] == "-" and line[1:].strip()}
    best, most = None, 0
    for block in typing_blocks(chapter):
        if block.file != file:
            continue
        typed = sum(
            len(wanted & {without_version(file, line) for line in lines})
            for wanted, lines in ((added, block.added), (removed, block.removed))
        )
        # A block that only changes says more about a line than one with the whole file.
        score = 2 * typed + (block.kind == "change") if typed else 0
        if block.kind == "copy":
            score = 1
        if score > most:
            best, most = block.line, score
    return best
