"""Read the step blocks of a chapter, in order, with the lines on which they stand."""

from dataclasses import dataclass, field
from pathlib import Path

from markdown_it import MarkdownIt
from mdit_py_plugins.colon_fence import colon_fence_plugin

from tests.steps import ROOT

KINDS = {
    "create": set(),
    "change": set(),
    "rewrite": set(),
    "copy": set(),
    "delete": set(),
    "terminal": {
        *("number", "keeps-running", "ready", "interrupt-first"),
        *("record", "fails", "not-run"),
    },
    "interrupt": set(),
    "shell": {"number", "record", "goes-on", "fails", "not-run"},
    "see": set(),
}
"""The kinds of step blocks, and the options of each."""


class ChapterError(Exception):
    """A chapter cannot be followed; str() of this error names the page and the line."""

    def __init__(self, place: str, sentence: str) -> None:
        super().__init__(f"{place}: {sentence}" if place else sentence)
        self.sentence = sentence


@dataclass(frozen=True)
class Block:
    """A step block. ``line`` is that of its fence, counted from 1."""

    kind: str
    argument: str = ""
    options: dict[str, str] = field(default_factory=dict)
    body: str = ""
    page: str = ""
    line: int = 0

    @property
    def place(self) -> str:
        return f"{self.page}, line {self.line}"

    @property
    def lines(self) -> list[str]:
        """The lines of the body that are not empty."""
        return [line for line in self.body.splitlines() if line.strip()]

    def error(self, sentence: str) -> ChapterError:
        return ChapterError(self.place, f"in this {{{self.kind}}} block, {sentence}")


def read_chapter(path: Path) -> list[Block]:
    """Return the step blocks of the page. Raise ChapterError where one is malformed."""
    page = path.relative_to(ROOT) if ROOT in path.parents else path
    return read_blocks(path.read_text(encoding="utf-8"), str(page.as_posix()))


def read_blocks(text: str, page: str, first_line: int = 1) -> list[Block]:
    """Return the step blocks in the text of a page. Raise ChapterError."""
    blocks = []
    parser = MarkdownIt("commonmark").use(colon_fence_plugin)
    for token in parser.parse(text):
        if token.type not in {"fence", "colon_fence"}:
            continue
        line = token.map[0] + first_line
        name, _, argument = token.info.strip().partition("}")
        kind = name.removeprefix("{") if name.startswith("{") else ""
        if kind in KINDS:
            block = read_block(kind, argument.strip(), token.content, page, line)
            if token.level:
                raise block.error("nothing is done: it stands inside of something else")
            blocks.append(block)
        elif kind and (inside := read_blocks(token.content, page, line + 1)):
            raise inside[0].error(f"nothing is done: it stands inside of {{{kind}}}")
    return blocks


def read_block(kind: str, argument: str, content: str, page: str, line: int) -> Block:
    """Return the block, its options parted from its body. Raise ChapterError."""
    lines, options = content.splitlines(), {}
    while KINDS[kind] and lines and lines[0].startswith(":") and ":" in lines[0][1:]:
        name, _, value = lines.pop(0)[1:].partition(":")
        options[name.strip()] = value.strip()
    if lines and not lines[0].strip():
        lines.pop(0)  # as MyST does, to part options and body
    body = "".join(f"{line}\n" for line in lines)
    block = Block(kind, argument, options, body, page, line)
    if unknown := sorted(options.keys() - KINDS[kind]):
        known = ", ".join(sorted(KINDS[kind])) or "none"
        raise block.error(f"{unknown[0]} is no option; the options are: {known}")
    return block
