"""What differs between somebody's own project and a stage, and matters."""

import filecmp
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.compare.folders import NO_FILE, Change
from tests.compare.generated import TooManyFiles, does_nothing, own_files
from tests.compare.hunks import hunks
from tests.compare.layout import Layout, counterparts, layout_of, translator
from tests.compare.python_source import NotPython, python_source
from tests.compare.reading import NotShown, read_text
from tests.compare.rows import Row, align, one_sided
from tests.compare.sources import Source
from tests.compare.text_source import exact_source, text_source
from tests.harness.choice import WrongChoice
from tests.steps import STEPS


@dataclass(frozen=True)
class Comparison:
    """The files that differ, by name, and sentences on how they were compared."""

    changes: list[Change]
    remarks: list[str]


@dataclass(frozen=True)
class Side:
    """One of the two folders: what people wrote there, and what its parts are called."""

    folder: Path
    files: dict[str, Path]
    layout: Layout

    @classmethod
    def at(cls, folder: Path) -> "Side":
        """Return the side in the folder. Raise WrongChoice when it cannot be read."""
        try:
            files = own_files(folder)
            return cls(folder, files, layout_of(files))
        except OSError as problem:
            raise WrongChoice(
                f"{problem.filename or folder} cannot be read: {problem.strerror}."
            ) from None
        except TooManyFiles:
            raise WrongChoice(
                f"{folder} holds too many files for a project. "
                "Name the folder with manage.py in it."
            ) from None


@dataclass(frozen=True)
class Pair:
    """Somebody's own project, what it is compared with, and which one comes first."""

    own: Side
    other: Side
    own_first: bool

    @property
    def with_stage(self) -> bool:
        return is_stage(self.other.folder)

    def in_order(self, own, other) -> tuple:
        return (own, other) if self.own_first else (other, own)


def is_stage(folder: Path) -> bool:
    """Return whether the folder is a stage of the workbook."""
    return folder in {step.path for step in STEPS}


def compare_folded(first: Path, second: Path) -> Comparison:
    """Compare two projects of which one at least is not ours. Raise WrongChoice.

    What comes from the stage is shown in the names of the project that is not ours.
    """
    own_first = not is_stage(first)
    own, other = (first, second) if own_first else (second, first)
    pair = Pair(Side.at(own), Side.at(other), own_first)
    places = counterparts(
        pair.other.layout, pair.other.files, pair.own.layout, pair.own.files
    )
    translate = translator(pair.other.layout, pair.own.layout, places)
    others = {place: name for name, place in places.items()}
    changes = [
        change
        for name in sorted(pair.own.files.keys() | others.keys())
        if (change := _change(pair, name, others.get(name), translate))
    ]
    return Comparison(changes, _remarks(pair))


def with_rows(first: Path, second: Path, changes: list[Change]) -> list[Change]:
    """Return changes between two stages with both sides beside each other."""
    return [
        Change(change.name, change.kind, change.diff, change.notes, rows)
        for change in changes
        for rows in [_exact_rows(first / change.name, second / change.name)]
    ]


def _exact_rows(first: Path, second: Path) -> tuple[Row, ...]:
    try:
        a, b = (
            exact_source(read_text(path)) if path.exists() else None
            for path in (first, second)
        )
    except NotShown:
        return ()  # as the diff says
    if a and b:
        return align(a, b)
    return one_sided(a or b, second=b is not None)


def _change(
    pair: Pair, name: str, other_name: str | None, translate: Callable[[str, str], str]
) -> Change | None:
    """Return the change of a file, or None if nothing that matters differs.

    ``name`` is what it is, or would be, called in the own project.
    """
    own = pair.own.files.get(name)
    other = pair.other.files[other_name] if other_name else None
    heads = _heads(pair, name, other_name)
    kind = _kind(pair, own, other)
    notes = []
    if other_name and other_name != name:
        notes.append(f"{'ours' if pair.with_stage else 'there'}: {other_name}")
    try:
        texts = [read_text(path) if path else "" for path in (own, other)]
    except NotShown as problem:
        if own and other and problem.may_be_same and filecmp.cmp(own, other, False):
            return None
        return Change(name, kind, (*heads, f" ({problem})"), (*notes, str(problem)))
    text, other_text = texts[0], translate(other_name or "", texts[1])
    if own and other:
        sources, problem = _sources(name, text, other_text)
        rows = align(*pair.in_order(*sources))
        notes += [problem] if problem else []
        if not any(row.changed for row in rows):
            return None
    elif own:
        if does_nothing(name, text):
            return None
        rows = one_sided(exact_source(text), second=not pair.own_first)
    else:
        rows = one_sided(exact_source(other_text), second=pair.own_first)
    diff = (*heads, *hunks(rows, pair.own_first))
    return Change(name, kind, diff, tuple(notes), rows)


def _kind(pair: Pair, own: Path | None, other: Path | None) -> str:
    if own and other:
        return "changed"
    if pair.with_stage:
        return "only in yours" if own else "missing in yours"
    return "only in the first" if own else "only in the second"


def _heads(pair: Pair, name: str, other_name: str | None) -> tuple[str, str]:
    own = f"{pair.own.folder.name}/{name}" if name in pair.own.files else NO_FILE
    other = f"{pair.other.folder.name}/{other_name}" if other_name else NO_FILE
    first, second = pair.in_order(own, other)
    return f"--- {first}", f"+++ {second}"


def _sources(name: str, own: str, other: str) -> tuple[tuple[Source, Source], str]:
    """Return both files to compare, and a note if they could not be read as Python."""
    problem = ""
    if name.endswith(".py"):
        try:
            return (python_source(own, name), python_source(other, name)), ""
        except NotPython as error:
            problem = f"{error}, compared as text"
    return (text_source(own, name), text_source(other, name)), problem


def _remarks(pair: Pair) -> list[str]:
    own, other = pair.own.layout, pair.other.layout
    remarks = []
    if own.package is None and other.package is not None:
        remarks.append(_no_manage_py(pair.own.folder))
    ours = "our" if pair.with_stage else "the other's"
    said = [
        f"your {what} {_shown(mine)} with {ours} {_shown(theirs)}"
        for what, mine, theirs in (
            ("package", own.package, other.package),
            ("app", own.app, other.app),
        )
        if mine is not None and theirs is not None and mine != theirs
    ]
    if said:
        remarks.append(
            f"Compared: {' and '.join(said)}; {ours} lines are shown with your names."
        )
    return remarks


def _shown(folder: str) -> str:
    return folder or "(beside manage.py)"


def _no_manage_py(folder: Path) -> str:
    remark = f"{folder.name} has no manage.py that names its settings."
    below = [path.parent.name for path in folder.glob("*/manage.py")]
    return (
        f"{remark} Did you mean its folder {below[0]}?" if len(below) == 1 else remark
    )
