"""What a typing step does to the files of a project."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from docs.machinery.steps.blocks import Block

KEPT, NEW, GONE = " ", "+", "-"


@dataclass(frozen=True)
class Line:
    """A line of a {change} block: ``mark`` is KEPT, NEW or GONE."""

    mark: str
    text: str


def change_lines(block: Block) -> list[Line]:
    """Return the lines of a {change} block. Raise ChapterError."""
    lines = []
    for number, text in enumerate(block.body.splitlines(), 1):
        mark = text[:1] or KEPT  # an empty line stands there already
        if mark not in {KEPT, NEW, GONE}:
            raise block.error(
                f"line {number} begins with {mark!r}: begin it with a space (the line "
                "stands there), + (type it) or - (delete it)"
            )
        lines.append(Line(mark, text[1:]))
    if not any(line.mark != NEW and line.text.strip() for line in lines):
        raise block.error("no line says where the new ones go: add one with a space")
    if all(line.mark == KEPT for line in lines):
        raise block.error("nothing changes: no line begins with + or -")
    return lines


def type_block(block: Block, folder: Path, stage: Path) -> None:
    """Do to the project in the folder what the block says. Raise ChapterError.

    The stage is the one at which the chapter ends.
    """
    TYPING[block.kind](block, folder, stage)


def create(block: Block, folder: Path, stage: Path) -> None:
    file = file_in(block, folder)
    if file.exists():
        raise block.error(f"{block.argument} is there already: use change or rewrite")
    write(file, block.body)


def rewrite(block: Block, folder: Path, stage: Path) -> None:
    file = existing(block, folder)
    if file.read_text(encoding="utf-8") == block.body:
        raise block.error(f"nothing changes: this is what {block.argument} has already")
    write(file, block.body)


def change(block: Block, folder: Path, stage: Path) -> None:
    file = existing(block, folder)
    lines = change_lines(block)
    old = [line.text for line in lines if line.mark != NEW]
    new = [line.text for line in lines if line.mark != GONE]
    have = file.read_text(encoding="utf-8").splitlines()
    starts = [n for n in range(len(have)) if have[n : n + len(old)] == old]
    if not starts:
        raise block.error(
            f"these lines are not in {block.argument}: {quote(old, have)}. Take the "
            "lines with a space and with - as they stand there at this point"
        )
    if len(starts) > 1:
        numbers = " and ".join(str(n + 1) for n in starts)
        raise block.error(
            f"these lines are {len(starts)} times in {block.argument} (lines {numbers}): "
            "add a line that stands there before or after them"
        )
    (start,) = starts
    have[start : start + len(old)] = new
    write(file, "".join(f"{line}\n" for line in have))


def copy(block: Block, folder: Path, stage: Path) -> None:
    target = file_in(block, folder)
    if block.body.strip():
        raise block.error("there is a body; {copy} has none, the file is the stage's")
    source = stage / block.argument
    if not source.is_file():
        raise block.error(f"{stage.name} has no file {block.argument}")
    content = source.read_bytes()
    if target.exists() and target.read_bytes() == content:
        raise block.error(f"nothing changes: {block.argument} is already like this")
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content)


def delete(block: Block, folder: Path, stage: Path) -> None:
    for name in block.argument.split():
        path = inside(block, folder, name)
        if path.is_dir():
            shutil.rmtree(path)
        elif path.is_file():
            path.unlink()
        else:
            raise block.error(f"there is no {name} to delete")


def file_in(block: Block, folder: Path) -> Path:
    if not block.argument or " " in block.argument:
        raise block.error("one file must be named behind the block's name")
    return inside(block, folder, block.argument)


def inside(block: Block, folder: Path, name: str) -> Path:
    path = (folder / name).resolve()
    if folder.resolve() not in path.parents:
        raise block.error(f"{name} is not inside of the project")
    return path


def existing(block: Block, folder: Path) -> Path:
    file = file_in(block, folder)
    if not file.is_file():
        raise block.error(f"there is no {block.argument} yet: use create")
    return file


def write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text.encode())  # with \n on every system, as the stages have it


def quote(old: list[str], have: list[str]) -> str:
    """Return the first line that stands nowhere in the file, or else the first line."""
    missing = [line for line in old if line not in have]
    return repr(missing[0]) if missing else f"{old[0]!r} and those that follow it"


TYPING = {
    "create": create,
    "change": change,
    "rewrite": rewrite,
    "copy": copy,
    "delete": delete,
}
"""What does each kind of typing step."""
