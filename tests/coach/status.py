"""nox -s status: how far a project is, found by running the checks of every stage."""

import sys

from tests.checks.registry import checks_of
from tests.coach.desk import Desk
from tests.coach.report import Report
from tests.coach.run import FAILED, NOT_RUN, PASSED, CannotRun, Result
from tests.coach.words import DEFAULT_PROJECT, paint, utf8_output
from tests.harness.choice import Parser, WrongChoice, chosen_project
from tests.harness.project import Project
from tests.steps import NUMBERS, get_step

FORM = "nox -s status [-- PATH]"
SIGNS = {PASSED: "✓", FAILED: "✗", NOT_RUN: "·"}


def examine(project: Project, desk: Desk, step: int) -> Report:
    """Return what the checks say that decide whether this stage is reached."""
    deciding = {one.name for one in checks_of(step, practice=False)}
    try:
        results = desk.check(project, step, only=deciding)
    except CannotRun as problem:
        return Report(project.path.name, project.path, step, [], str(problem))
    return Report(project.path.name, project.path, step, results)


def heading(report: Report, reached: int) -> str:
    """Return the line of a stage: reached, behind, or what is missing."""
    step = get_step(report.step)
    name = f"Stage {step.number}, {step.title}"
    if report.problem:
        return f"✗ {name}: {report.problem}"
    if report.reached:
        return f"✓ {name}: reached"
    if report.step < reached:
        return f"✓ {name}: behind you, as stage {reached} is reached"
    passed = len(report.decisive(PASSED))
    return f"✗ {name}: {passed} of {len(report.results)} checks pass"


def line(result: Result, behind: bool) -> str:
    """Return the line of a check. What a later stage has replaced is no failure."""
    sign = SIGNS[result.verdict]
    if behind and result.verdict == FAILED:
        return f"  · {result.check.title} (not any more)"
    return f"  {sign} {result.check.title}"


def print_status(reports: list[Report], out) -> None:
    reached = max((one.step for one in reports if one.reached), default=0)
    for report in reports:
        print(paint(heading(report, reached), out), file=out)
        for result in report.results:
            print(line(result, report.step < reached), file=out)
        print(file=out)
    following = next((one for one in reports if one.step > reached), None)
    if following is None:
        print("All stages are reached.", file=out)
    elif following.first:
        print(f"Next, for stage {following.step}:\n", file=out)
        print(paint(following.first.text, out), file=out)


def main(words: list[str]) -> int:
    utf8_output()
    try:
        parser = Parser(prog="nox -s status --", usage=FORM, description=__doc__)
        parser.add_argument("path", nargs="?", default=DEFAULT_PROJECT)
        project = chosen_project(parser.parse_args(words).path)
        print(f"{project.path.name}: running the checks of all stages …", flush=True)
        with Desk() as desk:
            reports = [examine(project, desk, step) for step in NUMBERS]
    except WrongChoice as problem:
        print(f"{problem}\nusage: {FORM}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("\nStopped.", file=sys.stderr)
        return 130
    print()
    print_status(reports, sys.stdout)
    return 3 if all(report.problem for report in reports) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
