"""What a learner reads of an exercise: its check that failed, its hints, what comes next."""

from dataclasses import dataclass

from tests.checks.promise import CheckFailed
from tests.checks.registry import Check, checks_of
from tests.diagnosis.evidence import Evidence
from tests.diagnosis.rule import all_rules
from tests.exercises.entries import Exercise, all_exercises, exercises_of
from tests.exercises.frames import OF_THE_CHECK
from tests.harness.choice import WrongChoice

FOR_ALL = ("consumer-raises", "await-missing")
"""The rules that say what stopped a consumer, or did not run, whatever it was to do."""

PAGE = "docs/exercises.md"
FORM = "nox -s check -- {step} PATH --exercise {name}"


def explain_exercise(check: Check, failure: CheckFailed, evidence: Evidence) -> str:
    """Return the lines about a failed check of an exercise."""
    lines = [
        f"✗ {check.title}",
        f"  expected   {failure.expected}",
        f"  found      {failure.found}",
    ]
    causes = (all_rules()[rule].match(evidence) for rule in FOR_ALL)
    known = (cause for cause in causes if cause and OF_THE_CHECK not in cause.likely)
    if cause := next(known, None):
        lines.append(f"  likely     {cause.likely}")
        if cause.place:
            lines.append(f"  look at    {cause.place}")
    elif error := last_error(evidence.log):
        lines.append(f"  likely     the server logged {error}")
    lines.append(
        f"  next       read the exercise once more; nox -s hint -- {check.hints}"
    )
    return "\n".join(lines)


def last_error(log: str) -> str | None:
    """Return the last line of the last traceback in the log, None if there is none.

    What Daphne raises when somebody sends to a tab that has gone is nobody's mistake, and
    what a check has done itself is not the learner's.
    """
    _, *after = log.split("Traceback (most recent call last):\n")
    said = (line for part in reversed(after) for line in last_line(part))
    nobodys = ("exception.Disconnected", OF_THE_CHECK)
    return next(
        (line for line in said if not any(one in line for one in nobodys)), None
    )


def last_line(traceback: str) -> list[str]:
    """Return the line that names the error, in a list: there may be none."""
    return [line for line in traceback.splitlines() if line[:1].strip()][:1]


def solved(exercise: Exercise) -> str:
    """Return what to do when all checks of an exercise have passed."""
    lines = [
        "A solution to compare yours with is in the book, page Exercises, "
        f"{exercise.title}: {PAGE}, built with nox -s docs."
    ]
    following = exercises_of(exercise.stage)
    following = following[following.index(exercise) + 1 :]
    if following:
        command = FORM.format(step=exercise.stage, name=following[0].name)
        lines.append(
            f"The next one, {following[0].title}, begins with a copy of stage "
            f"{exercise.stage} again: {command}"
        )
    else:
        lines.append(f"It is the last in the list of stage {exercise.stage}.")
    return "\n".join(lines)


def chosen_exercise(name: str, step: int) -> Exercise:
    """Return the exercise of the stage that somebody named. Raise WrongChoice."""
    names = ", ".join(one.name for one in exercises_of(step))
    found = all_exercises().get(name)
    if found and found.stage == step:
        return found
    elsewhere = f" It is one of stage {found.stage}." if found else ""
    raise WrongChoice(
        f"Stage {step} has no exercise {name}.{elsewhere} Its exercises are: {names}."
    )


def checks_for(exercise: Exercise | None) -> dict:
    """Return how Desk.check() is called for an exercise, None for the stage alone.

    The checks of the stage that decide; if they pass, its own.
    """
    if exercise is None:
        return {}
    deciding = {check.name for check in checks_of(exercise.stage, practice=False)}
    return {"only": deciding, "then": exercise.checks}


@dataclass(frozen=True)
class ExerciseHints:
    """The hints of an exercise, as those of a rule: an id, one sentence, three texts."""

    id: str
    summary: str
    hints: tuple[str, str, str]


def all_hints() -> dict[str, ExerciseHints]:
    """Return the hints of all exercises by their ids."""
    return {
        one.hint_id: ExerciseHints(
            one.hint_id, f"Exercise of stage {one.stage}: {one.title}.", one.hints
        )
        for one in all_exercises().values()
    }
