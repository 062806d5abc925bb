"""The checks of a stage on the projects of a whole class."""

import os
import queue
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

from tests.coach.desk import Desk
from tests.coach.report import Report
from tests.coach.run import CannotRun
from tests.coach.words import paint
from tests.harness.choice import WrongChoice, chosen_project


def check_all(paths: list[str], step: int, *, patient: bool, out) -> list[Report]:
    """Check the projects, one for each core at a time, and print a table at the end."""
    workers = min(len(paths), os.cpu_count() or 1)
    done = threading.Lock()
    finished = 0
    with ExitStack() as stack:
        desks: queue.SimpleQueue = queue.SimpleQueue()
        for _ in range(workers):
            desks.put(stack.enter_context(Desk()))

        def check(path: str) -> Report:
            nonlocal finished
            desk = desks.get()
            try:
                report = check_with(desk, path, step, patient)
            finally:
                desks.put(desk)
            with done:
                finished += 1
                place = f"{finished:>{len(str(len(paths)))}} of {len(paths)}"
                print(f"  {place}  {line(report, out)}", file=out, flush=True)
            return report

        pool = stack.enter_context(ThreadPoolExecutor(workers))
        # Ctrl-C: those that have not begun must not begin.
        stack.callback(pool.shutdown, cancel_futures=True)
        print(f"Stage {step} on {len(paths)} projects", file=out, flush=True)
        reports = list(pool.map(check, paths))
    print_table(reports, out)
    return reports


def check_with(desk: Desk, path: str, step: int, patient: bool) -> Report:
    """Return the Report on one project, whatever is wrong with it."""
    try:
        project = chosen_project(path)
    except WrongChoice as problem:
        return Report(path, path, step, [], str(problem))
    try:
        results = desk.check(project, step, patient=patient)
    except CannotRun as problem:
        return Report(path, project.path, step, [], str(problem))
    return Report(path, project.path, step, results)


def line(report: Report, out) -> str:
    sign = "✓" if report.reached else "✗"
    return paint(f"{sign} {report.name}", out)


def print_table(reports: list[Report], out) -> None:
    """Print a line for each project: reached or not, and the first thing to do."""
    width = max(len(report.name) for report in reports)
    print(file=out)
    for report in reports:
        first = report.first
        diagnosis = first.diagnosis if first else None
        what = report.problem or (first.check.title if first else "stage reached")
        hint = f" ({diagnosis.rule.id})" if diagnosis else ""
        print(
            f"{line(report, out)}{' ' * (width - len(report.name))}  {what}{hint}",
            file=out,
        )
    reached = sum(report.reached for report in reports)
    print(
        f"\n{reached} of {len(reports)} have reached stage {reports[0].step}.", file=out
    )
