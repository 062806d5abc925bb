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

    def make(self) -> Project:
        """Return a copy of the stage with the mistake in it.

        Raise ValueError where a text that it replaces is not there.
        """
        project = Project.at(get_step(self.stage).path).scratch_copy()
        for edit in self.edits:
            file = project.path / edit.file
            text = edit.new
            if edit.old is not None:
                before = file.read_text(encoding="utf-8")
                if edit.old not in before:
                    raise ValueError(f"{self.id}: {edit.file} has no {edit.old!r}")
                text = before.replace(edit.old, edit.new)
            file.write_text(text, encoding="utf-8")
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
