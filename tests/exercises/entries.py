"""Reading exercises, and laying out their solutions in a copy of a stage."""

import importlib.util
import sys
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from tests.exercises.patches import BadPatch, FilePatch, apply_patch, read_patch
from tests.harness.project import Project
from tests.steps import NUMBERS, get_step

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

HERE = Path(__file__).parent
HINTS = "exercise-"
"""What the ids of their hints begin with."""

ON_SOLUTION, ON_STAGE = "solution", "stage"
NEEDED = {"title": str, "stage": int, "place": int, "minutes": int, "hints": list}
OPTIONAL = {"wrong": dict}
WRONG = {"mistake": str, "check": str, "says": list}


class BadExercise(ValueError):
    """An exercise is not as the package's docstring says; str() names it and says why."""


@dataclass(frozen=True)
class WrongSolution:
    """A wrong solution; the package's docstring says what each field is."""

    id: str
    mistake: str
    check: str
    says: tuple[str, ...]
    on: str
    patch: Path


@dataclass(frozen=True)
class Exercise:
    """One exercise; the package's docstring says what each field is."""

    name: str
    title: str
    stage: int
    place: int
    minutes: int
    hints: tuple[str, str, str]
    wrong: tuple[WrongSolution, ...]

    @property
    def folder(self) -> Path:
        return HERE / self.name

    @property
    def hint_id(self) -> str:
        return HINTS + self.name

    @property
    def text(self) -> str:
        return (self.folder / "text.md").read_text(encoding="utf-8")

    @property
    def solution(self) -> list[FilePatch]:
        """The patch of the solution, file by file. Raise BadExercise."""
        with_name = self.folder / "solution.patch"
        try:
            return read_patch(with_name.read_text(encoding="utf-8"))
        except BadPatch as problem:
            raise BadExercise(f"{self.name}/solution.patch: {problem}.") from None

    @cached_property
    def checks(self) -> list:
        """Its checks, a list of Check, in the order of check.py. Raise BadExercise."""
        from tests.checks.registry import Check  # the book does without, as does ruff

        path = self.folder / "check.py"
        name = f"tests.exercises.{self.name.replace('-', '_')}"
        spec = importlib.util.spec_from_file_location(name, path)
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        found = [
            Check(name.removeprefix("test_"), one, one.promise, hints=self.hint_id)
            for name, one in vars(module).items()
            if name.startswith("test_") and one.__module__ == module.__name__
        ]
        if not found:
            raise BadExercise(f"{self.name}/check.py has no function test_….")
        return found

    def lay_out(self, wrong: WrongSolution | None = None) -> Project:
        """Return a copy of the stage with the solution, or with a wrong one.

        Raise BadExercise where a patch does not fit.
        """
        project = Project.at(get_step(self.stage).path).scratch_copy()
        self.patch(project.path, wrong)
        return project

    def patch(self, folder: Path, wrong: WrongSolution | None = None) -> None:
        """Apply the solution, or a wrong one, to a copy of the stage in this folder.

        Raise BadExercise where a patch does not fit.
        """
        patches = [wrong.patch] if wrong else []
        if wrong is None or wrong.on == ON_SOLUTION:
            patches.insert(0, self.folder / "solution.patch")
        for path in patches:
            try:
                apply_patch(path.read_text(encoding="utf-8"), folder)
            except BadPatch as problem:
                raise BadExercise(
                    f"docs/exercises.md: {self.name} no longer fits stage {self.stage}: "
                    f"{path.relative_to(HERE).as_posix()}, {problem}. Mend the patch: "
                    f"python -m tests.exercises.make"
                ) from None


def read_exercise(folder: Path, *, complete: bool = True) -> Exercise:
    """Return the exercise in this folder. Raise BadExercise.

    Where it is not ``complete``, as its author is writing it, patches may be missing.
    """
    name = folder.name
    try:
        entry = tomllib.loads((folder / "exercise.toml").read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as problem:
        raise BadExercise(f"{name}/exercise.toml: {problem}.") from None
    _expect(name, entry, NEEDED, OPTIONAL)
    if entry["stage"] not in NUMBERS:
        raise BadExercise(f"{name}: there is no stage {entry['stage']}.")
    if len(entry["hints"]) != 3 or not all(hint.strip() for hint in entry["hints"]):
        raise BadExercise(f"{name}: it has {len(entry['hints'])} hints, not three.")
    wrong = entry.get("wrong", {})
    patches = {path.stem for path in folder.glob("wrong/*.patch")}
    if complete and patches != wrong.keys():
        odd = ", ".join(sorted(patches ^ wrong.keys()))
        raise BadExercise(f"{name}: wrong/*.patch and [wrong.*] differ: {odd}.")
    for one, fields in wrong.items():
        _expect(f"{name}, wrong.{one}", fields, WRONG, {"on": str})
        if fields.get("on", ON_SOLUTION) not in {ON_SOLUTION, ON_STAGE}:
            raise BadExercise(f"{name}, wrong.{one}: on is solution or stage.")
    return Exercise(
        name=name,
        **{key: entry[key] for key in NEEDED if key != "hints"},
        hints=tuple(hint.strip("\n") for hint in entry["hints"]),
        wrong=tuple(
            WrongSolution(
                id=one,
                mistake=fields["mistake"],
                check=fields["check"],
                says=tuple(fields["says"]),
                on=fields.get("on", ON_SOLUTION),
                patch=folder / "wrong" / f"{one}.patch",
            )
            for one, fields in sorted(wrong.items())
        ),
    )


def _expect(name: str, entry: dict, needed: dict, optional: dict) -> None:
    for key, kind in needed.items():
        if not isinstance(entry.get(key), kind):
            raise BadExercise(f"{name}: {key} is missing, or not a {kind.__name__}.")
    if odd := sorted(entry.keys() - needed.keys() - optional.keys()):
        raise BadExercise(f"{name}: {', '.join(odd)} is not known.")


@cache
def all_exercises() -> dict[str, Exercise]:
    """Return all exercises by their names, by stage and place. Raise BadExercise."""
    found = [read_exercise(path.parent) for path in HERE.glob("*/exercise.toml")]
    found.sort(key=lambda one: (one.stage, one.place, one.name))
    return {one.name: one for one in found}


def exercises_of(step: int) -> list[Exercise]:
    """Return the exercises of a stage, in their order."""
    return [one for one in all_exercises().values() if one.stage == step]
