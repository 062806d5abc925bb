"""Follow a chapter from its beginning to the stage, block by block."""

import os
import re
import sys
from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path

from docs.machinery.robot.looking import Reader
from docs.machinery.robot.terminals import Ports, Terminal
from docs.machinery.steps.blocks import Block, ChapterError, read_chapter
from docs.machinery.steps.commands import (
    REDIS_PORT,
    Command,
    read_commands,
    terminal_number,
)
from docs.machinery.steps.placing import TYPING, type_block
from docs.machinery.steps.recordings import normalised
from tests.harness.files import files_of
from tests.harness.nest import Nest
from tests.harness.redis_server import REDIS_VARIABLE
from tests.harness.run import scratch_folder
from tests.harness.tabs import Tabs
from tests.steps import ROOT, Step, get_step
from tests.workspace.start import make

PROJECT = "mychat"  # the folder that nox -s start makes where none is named
TOLD_BY_US = "README.md"  # tells about our stage, and is no part of the chapter
SETTINGS = "mysite/settings.py"
SECRET_KEY = re.compile(rb"^SECRET_KEY = 'django-insecure-.*'$", re.MULTILINE)
SHELL = Path(__file__).with_name("shell_program.py")

Record = Callable[[Block, str, str], None]
"""Takes a block with :record:, the name behind it, and what was printed."""


def chapter_of(number: int) -> Path:
    return ROOT / "docs" / f"stage{number}.md"


class Robot:
    """A reader of the chapter of one stage, with a project, terminals and tabs."""

    def __init__(
        self, number: int, tabs: Tabs, record: Record, nest: Nest | None = None
    ) -> None:
        self.step: Step = get_step(number)
        self.folder = scratch_folder("book") / PROJECT
        self._record = record
        self._nest = nest
        self._ports = Ports()
        self._terminals: dict[int, Terminal] = {}
        self._own_redis = os.environ.get(REDIS_VARIABLE) or None
        self.tell: Callable[[Block], None] = lambda block: None
        """Called with each block before it is followed."""
        self.reader = Reader(tabs, self._terminals, self._ports)

    @property
    def redis_url(self) -> str | None:
        """The Redis of this chapter, which need not run yet. Stage 1 has none."""
        if self.step.number == 1:
            return None
        return self._own_redis or f"redis://127.0.0.1:{self._ports.used(REDIS_PORT)}"

    def read(self, page: Path) -> None:
        """Follow the page and compare with the stage. Raise ChapterError."""
        blocks = steps_of(page)
        if not begins_the_stage(blocks[0]):
            make(self.step.number, self.folder)
        for block in blocks:
            self.tell(block)
            self.follow(block)
        expect_stage(self.folder, self.step, blocks[-1].page)

    def follow(self, block: Block) -> None:
        """Do what the block says. Raise ChapterError."""
        if block.kind == "terminal":
            self._type_commands(block)
        elif block.kind == "interrupt":
            self._terminal(block).interrupt(block)
        elif block.kind == "shell":
            self._type_statements(block)
        elif block.kind == "see":
            self._refresh()
            self.reader.follow(block)
        else:
            for terminal in self._terminals.values():
                terminal.files_change()
            type_block(block, self.folder, self.step.path)

    def close(self) -> None:
        self.reader.leave()
        for terminal in self._terminals.values():
            terminal.close()

    def _refresh(self) -> None:
        for terminal in self._terminals.values():
            terminal.refresh()

    def _terminal(self, block: Block) -> Terminal:
        number = terminal_number(block)
        if number not in self._terminals:
            self._terminals[number] = self._new_terminal(number)
        return self._terminals[number]

    def _new_terminal(self, number: int) -> Terminal:
        more = {"redis_url": self.redis_url, "nest": self._nest}
        return Terminal(number, self._ports, self.folder, **more)

    def _type_commands(self, block: Block) -> None:
        commands = read_commands(block)
        if "not-run" in block.options:
            return
        self._refresh()
        terminal = self._terminal(block)
        if "interrupt-first" in block.options:
            terminal.interrupt(block)
        began = len(terminal.lines)
        for command in commands:
            last = command is commands[-1]
            if last and "keeps-running" in block.options:
                if self._own_redis and command.words[:3] == ["nox", "-s", "redis"]:
                    return  # there is one already
                terminal.keep_running(command)
            else:
                self._run(terminal, command, may_fail=last and "fails" in block.options)
        self._tell_record(block, terminal.lines[began:])

    def _run(self, terminal: Terminal, command: Command, *, may_fail: bool, **more):
        code = terminal.run(command, **more)
        if bool(code) != may_fail:
            how = "failed" if code else "did not fail, and the block says :fails:"
            raise command.block.error(f"{command.typed} {how}.\n{terminal.tail()}")

    def _type_statements(self, block: Block) -> None:
        """Type the body at the prompt of manage.py shell. Raise ChapterError."""
        if not block.lines:
            raise block.error("there is no statement")
        terminal_number(block)
        if "not-run" in block.options:
            return
        self._refresh()
        terminal = self._new_terminal(0)
        program = ("-c", SHELL.read_text(encoding="utf-8"))
        shell = Command("python manage.py shell", block, also=program)
        self._run(
            terminal,
            shell,
            may_fail="fails" in block.options,
            more={"WORKBOOK_TYPED": block.body},
        )
        self._tell_record(block, terminal.lines)

    def _tell_record(self, block: Block, lines: list[str]) -> None:
        if name := block.options.get("record"):
            folders = {self.folder.parent: "", ROOT: "", Path(sys.prefix): "PYTHON"}
            text = normalised("\n".join(lines), folders, self._ports.shown)
            self._record(block, name, text)


def type_files(number: int, page: Path, folder: Path) -> None:
    """Follow only the steps of the page that change files. Raise ChapterError.

    ``folder`` is where the project is made. It takes a second, and no browser.
    """
    blocks = steps_of(page)
    step = get_step(number)
    make(number, folder)
    for block in blocks:
        if block.kind in TYPING:
            type_block(block, folder, step.path)
    expect_stage(folder, step, blocks[-1].page)


def steps_of(page: Path) -> list[Block]:
    """Return the steps of the page. Raise ChapterError where there is none."""
    blocks = read_chapter(page)
    if not blocks:
        raise ChapterError(f"docs/{page.name}", "there is no step to follow")
    return blocks


def expect_stage(folder: Path, step: Step, page: str) -> None:
    """Raise ChapterError unless the project is byte for byte the stage."""
    if problems := differences(folder, step):
        raise ChapterError(
            page,
            f"at its end the project is not {step.folder}:\n"
            + "\n".join(f"  {problem}" for problem in problems)
            + "\nChange the chapter's blocks, or the stage.",
        )


def begins_the_stage(block: Block) -> bool:
    """Return whether the chapter makes its project itself, with nox -s start."""
    return (
        block.kind == "terminal"
        and block.body.startswith("nox -s start")
        and "not-run" not in block.options
    )


def differences(folder: Path, step: Step) -> list[str]:
    """Return a line for each file that is not byte for byte as in the stage.

    README.md tells about our stage and does not count. The secret key that startproject
    draws by chance counts as that of the stage.
    """
    have, want = files_of(folder), files_of(step.path)
    want.pop(TOLD_BY_US, None)
    problems = [f"{name} is not there" for name in want.keys() - have.keys()]
    problems += [f"{name} is too much" for name in have.keys() - want.keys()]
    for name in sorted(have.keys() & want.keys()):
        mine, ours = have[name].read_bytes(), want[name].read_bytes()
        if name == SETTINGS and step.number == 1 and (key := SECRET_KEY.search(ours)):
            mine = SECRET_KEY.sub(key[0], mine)
        if mine != ours:
            problems.append(f"{name} differs: {first_difference(mine, ours)}")
    return sorted(problems)


def first_difference(mine: bytes, ours: bytes) -> str:
    pairs = zip(mine.splitlines(), ours.splitlines(), strict=False)
    for number, (my_line, our_line) in enumerate(pairs, 1):
        if my_line != our_line:
            return (
                f"line {number} is {my_line.decode(errors='replace')!r} after the "
                f"chapter and {our_line.decode(errors='replace')!r} in the stage"
            )
    return f"{len(mine)} bytes after the chapter, {len(ours)} in the stage"


@contextmanager
def robot(number: int, tabs: Tabs, record: Record, nest: Nest | None = None):
    """Give a Robot that has put away everything at the end."""
    reader = Robot(number, tabs, record, nest)
    try:
        yield reader
    finally:
        reader.close()
