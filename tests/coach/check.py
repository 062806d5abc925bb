"""nox -s check: the checks of a stage on a project, or on those of a whole class."""

import argparse
import json
import os
import sys
from pathlib import Path

from tests.coach.desk import Desk
from tests.coach.report import Report, as_json, as_junit
from tests.coach.run import FAILED, NOT_RUN, PASSED, CannotRun, Result
from tests.coach.school import check_all
from tests.coach.words import (
    DEFAULT_PROJECT,
    Parser,
    paint,
    step_number,
    utf8_output,
)
from tests.harness.choice import WrongChoice, chosen_folder, chosen_project
from tests.harness.project import Project

FORM = "nox -s check -- 1|2|3 [PATH ...] [--all] [--json [FILE]] [--junit [FILE]]"
STDOUT = "-"


def read_arguments(words: list[str]) -> argparse.Namespace:
    """Return step, paths, all, json and junit. Raise WrongChoice."""
    parser = Parser(prog="nox -s check --", usage=FORM, description=__doc__)
    parser.add_argument("step", help="1, 2 or 3")
    parser.add_argument("paths", nargs="*", help="folders of projects; mychat if none")
    parser.add_argument("--all", action="store_true", help="also what takes long")
    parser.add_argument("--json", nargs="?", const=STDOUT, help="for machines")
    parser.add_argument("--junit", nargs="?", const=STDOUT, help="for CI servers")
    arguments = parser.parse_args(words)
    arguments.step = step_number(arguments.step)
    for name in ("json", "junit"):
        value = getattr(arguments, name)
        if value and is_folder(value):  # --json PATH: the path is a project
            arguments.paths.append(value)
            setattr(arguments, name, STDOUT)
    arguments.paths = arguments.paths or [DEFAULT_PROJECT]
    return arguments


def is_folder(word: str) -> bool:
    try:
        return chosen_folder(word).is_dir()
    except WrongChoice:
        return False


def check_one(path: str, step: int, patient: bool, out) -> Report:
    """Check a project and print what is found as it is found. Raise WrongChoice."""
    project = chosen_project(path)
    print(f"Stage {step} on {project.path.name}{with_own(project)}", file=out)

    def tell(result: Result) -> None:
        if result.verdict == PASSED and not result.check.promise.practice:
            print(paint(f"✓ {result.check.title}", out), file=out, flush=True)
        elif result.verdict == FAILED and not result.check.promise.practice:
            print(f"\n{paint(result.text, out)}\n", file=out, flush=True)

    with Desk() as desk:
        try:
            results = desk.check(project, step, patient=patient, tell=tell)
        except CannotRun as problem:
            return Report(project.path.name, project.path, step, [], str(problem))
    report = Report(project.path.name, project.path, step, results)
    for result in report.decisive(NOT_RUN):
        line = f"· {result.check.title} (waits for: {result.waits_for})"
        print(paint(line, out), file=out)
    if report.advice and report.reached:
        print("\nGood practice, beyond the stage and not needed for it:\n", file=out)
        for result in report.advice:
            print(f"{paint(result.text, out)}\n", file=out)
    print(f"\n{report.sentence}", file=out)
    return report


def with_own(project: Project) -> str:
    """Return what there is to say about the Python that runs the project."""
    if project.python == sys.executable:
        return ""
    return f", run with its own {Path(project.python).parent.parent.name}"


def write(text: str, where: str) -> None:
    """Write to a file, which is named from where the command was called, or to stdout."""
    if where == STDOUT:
        print(text)
        return
    file = Path(os.environ.get("WORKBOOK_CALLED_FROM", "."), where)
    try:
        file.write_text(text + "\n", encoding="utf-8")
    except OSError as problem:
        raise WrongChoice(f"{file} cannot be written: {problem.strerror}.") from None


def main(words: list[str]) -> int:
    utf8_output()
    try:
        arguments = read_arguments(words)
        for_machines = STDOUT in (arguments.json, arguments.junit)
        out = sys.stderr if for_machines else sys.stdout
        if len(arguments.paths) == 1:
            [path] = arguments.paths
            reports = [check_one(path, arguments.step, arguments.all, out)]
        else:
            reports = check_all(
                arguments.paths, arguments.step, patient=arguments.all, out=out
            )
        if arguments.json:
            write(json.dumps(as_json(reports), indent=2), arguments.json)
        if arguments.junit:
            write(as_junit(reports), arguments.junit)
    except WrongChoice as problem:
        print(f"{problem}\nusage: {FORM}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("\nStopped.", file=sys.stderr)
        return 130
    for report in reports:
        if report.problem and len(reports) == 1:
            print(report.problem, file=sys.stderr)
            return 3
    return 0 if all(report.reached for report in reports) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
