"""Reading mistakes, and making them in a copy of a stage."""

import sys
from dataclasses import dataclass
from pathlib import Path

from tests.harness.project import Project
from tests.steps import get_step

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib


@dataclass(frozen=True)
class Edit:
    file: str
    old: str | None
    new: str


@dataclass(frozen=True)
class Mistake:
    """One entry; the package's docstring says what each field is."""

    id: str
    mistake: str
    stage: int
    check: str
    rule: str
    says: tuple[str, ...]
    at: str | None
    line: str | None
    redis: tuple[str, ...]
    source: str
    edits: tuple[Edit, ...]

    def texts(self) -> dict[str, tuple[str, str]]:
        """Return what each edited file holds before ("" for a new one) and after.

        Raise ValueError where a text that it replaces is not there.
        """
        stage = get_step(self.stage).path
        found: dict[str, tuple[str, str]] = {}
        for edit in self.edits:
            file = stage / edit.file
            before = file.read_text(encoding="utf-8") if file.exists() else ""
            before, text = found.get(edit.file, (before, before))
            if edit.old is not None and edit.old not in text:
                raise ValueError(f"{self.id}: {edit.file} has no {edit.old!r}")
            after = edit.new if edit.old is None else text.replace(edit.old, edit.new)
            found[edit.file] = (before, after)
        return found

    def make(self) -> Project:
        """Return a copy of the stage with the mistake in it. Raise ValueError, see texts()."""
        project = Project.at(get_step(self.stage).path).scratch_copy()
        for name, (_, after) in self.texts().items():
            (project.path / name).write_text(after, encoding="utf-8")
        return project


def read_mistake(path: Path) -> Mistake:
    entry = tomllib.loads(path.read_text(encoding="utf-8"))
    return Mistake(
        id=path.stem,
        mistake=entry["mistake"],
        stage=entry["stage"],
        check=entry["check"],
        rule=entry["rule"],
        says=tuple(entry["says"]),
        at=entry.get("at"),
        line=entry.get("line"),
        redis=tuple(entry.get("redis", ())),
        source=entry["source"],
        edits=tuple(
            Edit(edit["file"], edit.get("old"), edit["new"]) for edit in entry["edit"]
        ),
    )


def all_mistakes() -> list[Mistake]:
    """Return all entries, by stage and name."""
    found = [read_mistake(path) for path in Path(__file__).parent.glob("*.toml")]
    return sorted(found, key=lambda mistake: (mistake.stage, mistake.id))
