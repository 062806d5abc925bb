"""nox -s check: the checks of a stage on a project, or on those of a whole class."""

import argparse
import json
import os
import sys
from pathlib import Path

from tests.harness.run import NoScratchFolder, end_on_ctrl_c

if __name__ == "__main__":
    end_on_ctrl_c()  # before the imports that take a moment

from tests.checks.registry import checks_of
from tests.coach.desk import Desk, Unusable
from tests.coach.report import Report, as_json, as_junit
from tests.coach.run import FAILED, NOT_RUN, PASSED, CannotRun, Result
from tests.coach.school import Pupil, check_all, pupils
from tests.coach.second_opinion import in_lines, on_failure, on_what_is_missing
from tests.coach.words import (
    DEFAULT_PROJECT,
    paint,
    utf8_output,
)
from tests.doctor.finding import Finding
from tests.exercises.entries import Exercise
from tests.exercises.words import checks_for, chosen_exercise, solved
from tests.harness.choice import (
    Parser,
    WrongChoice,
    chosen_folder,
    chosen_project,
    step_number,
)
from tests.harness.console import wants_colour

FORM = (
    "nox -s check -- 1|2|3 [PATH ...] [--exercise NAME] [--all] "
    "[--json [FILE]] [--junit [FILE]]"
)
STDOUT = "-"
ENDINGS = {"json": ".json", "junit": ".xml"}

NOT_REACHED, WRONG, NO_PARTS = 1, 2, 3
"""Exit codes: a stage is not reached; the arguments or the only folder are wrong; a
browser or a Redis is missing."""


def read_arguments(words: list[str]) -> argparse.Namespace:
    """Return step, paths, exercise, all, json and junit. Raise WrongChoice."""
    parser = Parser(prog="nox -s check --", usage=FORM, description=__doc__)
    parser.add_argument("step", nargs="?", help="1, 2 or 3")
    parser.add_argument("paths", nargs="*", help="folders of projects; mychat if none")
    parser.add_argument("--exercise", metavar="NAME", help="one of the stage's")
    parser.add_argument("--all", action="store_true", help="also what takes long")
    parser.add_argument("--json", nargs="?", const=STDOUT, help="for machines")
    parser.add_argument("--junit", nargs="?", const=STDOUT, help="for CI servers")
    arguments = parser.parse_args(words)
    arguments.step = step_number(arguments.step)
    if arguments.exercise is not None:
        arguments.exercise = chosen_exercise(arguments.exercise, arguments.step)
    for name in ENDINGS:
        value = getattr(arguments, name)
        if value and is_folder(value):  # --json PATH: the path is a project
            arguments.paths.append(value)
            setattr(arguments, name, STDOUT)
        elif value not in {None, STDOUT}:
            setattr(arguments, name, output_file(name, value))
    arguments.paths = arguments.paths or [DEFAULT_PROJECT]
    return arguments


def is_folder(word: str) -> bool:
    try:
        return chosen_folder(word).is_dir()
    except WrongChoice:
        return False


def output_file(name: str, value: str) -> Path:
    """Return the file for --json or --junit, named from where the command was called.

    Raise WrongChoice where it cannot be written, before all the checks are run for it,
    or may be a file of a project.
    """
    file = Path(os.environ.get("WORKBOOK_CALLED_FROM", "."), value)
    if file.suffix != ENDINGS[name]:
        raise WrongChoice(
            f"--{name} writes to a file that ends in {ENDINGS[name]}, not to {value}."
        )
    if not os.access(file if file.exists() else file.parent, os.W_OK):
        raise WrongChoice(f"{file} cannot be written.")
    return file


def check_one(
    pupil: Pupil, step: int, patient: bool, out, exercise: Exercise | None = None
) -> Report:
    """Check a project and print what is found as it is found."""
    named = {"exercise": exercise.title} if exercise else {}
    try:
        project = chosen_project(pupil.choice)
        note = f", {project.python_note}" if project.python_note else ""
        what = f"Stage {step}" + (f", then {exercise.title}," if exercise else "")
        print(f"{what} on {project.path.name}{note}", file=out, flush=True)
        deciding = checks_of(step, patient=patient, practice=False)
        so_far = Report(pupil.name, pupil.path, step, [])
        with Desk() as desk:
            results = desk.check(
                project,
                step,
                patient=patient,
                tell=lambda one: tell(
                    one, so_far, None if exercise else len(deciding), out
                ),
                **checks_for(exercise),
            )
    except (WrongChoice, Unusable) as problem:
        words = str(problem)
        return Report(pupil.name, pupil.path, step, [], words, unusable=True, **named)
    except CannotRun as problem:
        print(problem, file=sys.stderr)
        tell_findings(on_what_is_missing(problem), sys.stderr)
        return Report(pupil.name, pupil.path, step, [], str(problem), **named)
    report = Report(pupil.name, pupil.path, step, results, **named)
    for result in report.decisive(NOT_RUN):
        line = f"· {result.check.title} (waits for: {result.waits_for})"
        print(paint(line, out), file=out)
    if report.advice and report.reached:
        print("\nGood practice, beyond the stage and not needed for it:\n", file=out)
        for result in report.advice:
            print(f"{paint(result.text, out)}\n", file=out)
    tell_findings(on_failure(report, project.path), out)
    if exercise or not report.reached:
        print(f"\n{report.sentence}", file=out)
    if exercise and report.reached:
        print(f"\n{solved(exercise)}", file=out)
    return report


def tell_findings(findings: list[Finding], out) -> None:
    if text := in_lines(findings, colour=wants_colour(out)):
        print(f"\n{text}", file=out)


def tell(result: Result, so_far: Report, deciding: int | None, out) -> None:
    """Print a result, and that the stage is reached as soon as all that decide passed.

    ``deciding`` is how many those are, None where more than a stage is at stake. What is
    good practice may take longer to find out, and nobody has to wait for it.
    """
    if result.check.promise.practice:
        return
    so_far.results.append(result)
    if result.verdict == PASSED:
        print(paint(f"✓ {result.check.title}", out), file=out, flush=True)
    elif result.verdict == FAILED:
        print(f"\n{paint(result.text, out)}\n", file=out, flush=True)
    if len(so_far.decisive(PASSED)) == deciding:
        print(f"\n{so_far.sentence}", file=out, flush=True)


def write(text: str, where: str | Path) -> None:
    if where == STDOUT:
        print(text)
        return
    try:
        where.write_text(text + "\n", encoding="utf-8")
    except OSError as problem:
        raise WrongChoice(f"{where} cannot be written: {problem.strerror}.") from None


def exit_code(reports: list[Report]) -> int:
    if all(report.reached for report in reports):
        return 0
    if all(report.unusable for report in reports):
        return WRONG
    if all(report.problem for report in reports):
        return NO_PARTS
    return NOT_REACHED


def main(words: list[str]) -> int:
    utf8_output()
    try:
        arguments = read_arguments(words)
        for_machines = STDOUT in (arguments.json, arguments.junit)
        out = sys.stderr if for_machines else sys.stdout
        found = pupils(arguments.paths)
        if len(found) == 1:
            words = (arguments.step, arguments.all, out, arguments.exercise)
            reports = [check_one(found[0], *words)]
            if reports[0].unusable:
                print(f"{reports[0].problem}\nusage: {FORM}", file=sys.stderr)
        else:
            reports = check_all(
                found,
                arguments.step,
                patient=arguments.all,
                out=out,
                exercise=arguments.exercise,
            )
        if arguments.json:
            write(json.dumps(as_json(reports), indent=2), arguments.json)
        if arguments.junit:
            write(as_junit(reports), arguments.junit)
    except (WrongChoice, NoScratchFolder) as problem:
        print(f"{problem}\nusage: {FORM}", file=sys.stderr)
        return WRONG
    return exit_code(reports)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
