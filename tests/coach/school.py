"""The checks of a stage on the projects of a whole class."""

import os
import queue
import sys
import threading
import time
import traceback
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from tests.coach.desk import Desk, Unusable
from tests.coach.report import Report
from tests.coach.run import CannotRun
from tests.coach.words import paint
from tests.exercises.entries import Exercise
from tests.exercises.words import checks_for
from tests.harness.choice import WrongChoice, chosen_project
from tests.steps import NUMBERS, ROOT, get_step


@dataclass(frozen=True)
class Pupil:
    """Somebody's project: the choice is what was typed, the name tells it from others."""

    choice: str
    name: str
    path: Path


def pupils(choices: list[str]) -> list[Pupil]:
    """Return who is meant by what was typed. Who was named twice is there once."""
    folders: dict[Path, str] = {}
    for choice in choices:
        folders.setdefault(named_path(choice), choice)
    if len(folders) == 1:
        [(path, choice)] = folders.items()
        return [Pupil(choice, path.name, path)]
    above = common_folder(list(folders))
    return [
        Pupil(choice, str(path.relative_to(above)) if above else str(path), path)
        for path, choice in folders.items()
    ]


def named_path(choice: str) -> Path:
    """Return the path that was typed, whether there is something or not."""
    if choice.isdigit() and int(choice) in NUMBERS:
        return get_step(int(choice)).path
    # As in chosen_folder(): people name paths from where they are.
    return Path(
        os.path.realpath(Path(os.environ.get("WORKBOOK_CALLED_FROM", ROOT), choice))
    )


def common_folder(paths: list[Path]) -> Path | None:
    """Return the folder that holds them all; None where none does, as on two drives."""
    try:
        above = Path(os.path.commonpath([path.parent for path in paths]))
    except ValueError:
        return None
    return above


def check_all(
    found: list[Pupil],
    step: int,
    *,
    patient: bool,
    out,
    exercise: Exercise | None = None,
) -> list[Report]:
    """Check the projects, one for each core at a time, and print a table at the end."""
    goal = f"solved {exercise.title}" if exercise else f"reached stage {step}"
    workers = min(len(found), os.cpu_count() or 1)
    began = time.monotonic()
    done = threading.Lock()
    finished = 0
    with ExitStack() as stack:
        desks: queue.SimpleQueue = queue.SimpleQueue()
        for _ in range(workers):
            desks.put(stack.enter_context(Desk()))

        def check(pupil: Pupil) -> Report:
            nonlocal finished
            desk = desks.get()
            try:
                report = check_with(desk, pupil, step, patient, exercise)
            finally:
                desk.clear()
                desks.put(desk)
            with done:
                finished += 1
                place = f"{finished:>{len(str(len(found)))}} of {len(found)}"
                print(f"  {place}  {line(report, out)}", file=out, flush=True)
            return report

        pool = stack.enter_context(ThreadPoolExecutor(workers))
        print(f"Stage {step} on {len(found)} projects", file=out, flush=True)
        reports = list(pool.map(check, found))
    print_table(reports, out)
    reached = sum(report.reached for report in reports)
    print(
        f"\n{reached} of {len(reports)} have {goal}. "
        f"It took {time.monotonic() - began:.0f} s.",
        file=out,
    )
    return reports


def check_with(
    desk: Desk, pupil: Pupil, step: int, patient: bool, exercise: Exercise | None
) -> Report:
    """Return the Report on one project, whatever is wrong with it."""
    problem, unusable, results = None, False, []
    try:
        project = chosen_project(pupil.choice)
        results = desk.check(project, step, patient=patient, **checks_for(exercise))
    except (WrongChoice, Unusable) as why:
        problem, unusable = str(why), True
    except CannotRun as why:
        problem = str(why)
    except Exception as why:  # noqa: BLE001, it is told, and the others are not to blame
        traceback.print_exception(why, file=sys.stderr)
        problem = f"The workbook itself made a mistake: {type(why).__name__}: {why}"
    return Report(
        pupil.name,
        pupil.path,
        step,
        results,
        problem,
        unusable=unusable,
        exercise=exercise.title if exercise else None,
    )


def line(report: Report, out) -> str:
    sign = "✓" if report.reached else "✗"
    return paint(f"{sign} {report.name}", out)


def print_table(reports: list[Report], out) -> None:
    """Print a line for each project: reached or not, and the first thing to do."""
    width = max(len(report.name) for report in reports)
    print(file=out)
    for report in reports:
        first = report.first
        done = "exercise solved" if report.exercise else "stage reached"
        what = report.problem or (first.check.title if first else done)
        if first and first.diagnosis:
            what += f" ({first.diagnosis.rule.id})"
        space = " " * (width - len(report.name))
        print(f"{line(report, out)}{space}  {what}", file=out)
