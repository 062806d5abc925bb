"""What the doctor says by itself, where the reason may not be in the project's code."""

from pathlib import Path

from tests.coach.report import Report
from tests.coach.run import CannotRun
from tests.doctor.finding import Finding
from tests.doctor.lines import lines_of
from tests.doctor.load import how_busy
from tests.doctor.probes import (
    examine_browser,
    examine_ports,
    examine_project,
    examine_redis,
)

OF_THE_COMPUTER = {
    "name-not-in-package",
    "package-missing",
    "package-shadowed",
    "port-in-use",
    "redis-not-there",
    "redis-too-old",
}
"""Rules whose cause is in what is installed or running, not in what was written."""


def on_what_is_missing(problem: CannotRun) -> list[Finding]:
    """Return what is wrong where the checks could not be run at all."""
    looks = {"browser": examine_browser, "Redis": examine_redis}
    return wrong(looks[problem.lacks]() if problem.lacks else [])


def on_failure(report: Report, project: Path) -> list[Finding]:
    """Return what is wrong on the computer, where that may be why a check failed.

    Nothing where the first failure has its cause in the project's code.
    """
    first = report.first
    if first is None:
        return []
    if first.diagnosis and first.diagnosis.rule.id not in OF_THE_COMPUTER:
        return []
    busy = how_busy() if first.diagnosis is None else ()
    about = (examine_project(project), examine_redis(project), examine_ports(), busy)
    return wrong([finding for findings in about for finding in findings])


def wrong(findings: list[Finding]) -> list[Finding]:
    return list(dict.fromkeys(one for one in findings if one.ok is False))


def in_lines(findings: list[Finding], *, colour: bool = False) -> str:
    """Return what a learner reads of them, nothing where there are none."""
    if not findings:
        return ""
    lines = ["The doctor found this (nox -s doctor looks at more):"]
    for finding in findings:
        lines += lines_of(finding, colour=colour)
    return "\n".join(lines)
