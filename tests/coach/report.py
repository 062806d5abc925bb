"""Results as text, as JSON and as JUnit's XML."""

import re
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from tests.coach.run import FAILED, NOT_RUN, PASSED, Result
from tests.coach.words import counted


@dataclass(frozen=True)
class Report:
    """What the checks of a stage say about one project.

    ``problem`` is a sentence where they could not be run, and ``results`` empty then. It
    is about the folder where that is ``unusable``. ``exercise`` is the title of the one
    whose checks were run too.
    """

    name: str
    path: Path
    step: int
    results: list[Result]
    problem: str | None = None
    unusable: bool = False
    exercise: str | None = None

    def decisive(self, verdict: str) -> list[Result]:
        """Return those with this verdict that decide whether the stage is reached."""
        return [
            result
            for result in self.results
            if result.verdict == verdict and not result.check.promise.practice
        ]

    @property
    def advice(self) -> list[Result]:
        return [
            result
            for result in self.results
            if result.verdict == FAILED and result.check.promise.practice
        ]

    @property
    def reached(self) -> bool:
        return not (self.problem or self.decisive(FAILED) or self.decisive(NOT_RUN))

    @property
    def first(self) -> Result | None:
        """The first decisive check that failed."""
        return next(iter(self.decisive(FAILED)), None)

    @property
    def sentence(self) -> str:
        """One line about the whole."""
        if self.problem:
            return self.problem
        of_exercise = any(result.check.hints for result in self.results)
        passed, failed, waiting = (
            sum(bool(one.check.hints) == of_exercise for one in self.decisive(verdict))
            for verdict in (PASSED, FAILED, NOT_RUN)
        )
        what, done = f"Stage {self.step}", "reached"
        if of_exercise:
            what, done = f"The exercise {self.exercise}", "solved"
        passing = counted(passed, "check passed", "checks passed")
        if self.reached:
            return f"{what} is {done}: {passing}."
        waits = counted(waiting, "waits for that", "wait for that")
        rest = f"{failed} failed, {waits}" if waiting else f"{failed} failed"
        sentence = f"{what} is not {done} yet: {passing}, {rest}."
        if self.exercise and not of_exercise:
            sentence += f" The exercise {self.exercise} comes after it."
        return sentence


def as_json(reports: list[Report]) -> dict:
    """Return what json.dumps() takes."""
    return {
        "projects": [
            {
                "name": report.name,
                "path": str(report.path),
                "stage": report.step,
                "exercise": report.exercise,
                "reached": report.reached,
                "problem": report.problem,
                "checks": [_check_as_json(result) for result in report.results],
            }
            for report in reports
        ]
    }


def _check_as_json(result: Result) -> dict:
    failure, diagnosis = result.failure, result.diagnosis
    cause = diagnosis.cause if diagnosis else None
    return {
        "name": result.check.name,
        "title": result.check.title,
        "verdict": result.verdict,
        "good_practice": result.check.promise.practice,
        "expected": failure.expected if failure else None,
        "found": failure.found if failure else None,
        "diagnosis": diagnosis.rule.id if diagnosis else None,
        "likely": cause.likely if cause else None,
        "file": cause.place.file if cause and cause.place else None,
        "line": cause.place.line if cause and cause.place else None,
        "next": cause.next if cause else None,
    }


NOT_IN_XML = re.compile(r"[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]")


def as_junit(reports: list[Report]) -> str:
    """Return XML as JUnit's: a suite for each project. Advice counts as skipped."""
    root = ElementTree.Element("testsuites")
    for report in reports:
        suite = ElementTree.SubElement(root, "testsuite", name=report.name)
        if report.problem:
            case = ElementTree.SubElement(
                suite, "testcase", classname=report.name, name="The project can be run"
            )
            ElementTree.SubElement(case, "failure", message=report.problem)
        for result in report.results:
            case = ElementTree.SubElement(
                suite, "testcase", classname=report.name, name=result.check.title
            )
            if result in report.advice:
                advice = ElementTree.SubElement(
                    case, "skipped", message="good practice"
                )
                advice.text = result.text
            elif result.verdict == FAILED:
                message = result.failure.found
                failure = ElementTree.SubElement(case, "failure", message=message)
                failure.text = result.text
            elif result.verdict == NOT_RUN:
                why = f"waits for: {result.waits_for}"
                ElementTree.SubElement(case, "skipped", message=why)
        cases = list(suite)
        suite.set("tests", str(len(cases)))
        failed = sum(case.find("failure") is not None for case in cases)
        suite.set("failures", str(failed))
        skipped = sum(case.find("skipped") is not None for case in cases)
        suite.set("skipped", str(skipped))
    for element in root.iter():  # XML has no way to write control characters
        for name, value in element.items():
            element.set(name, NOT_IN_XML.sub("�", value))
        element.text = NOT_IN_XML.sub("�", element.text or "") or None
    ElementTree.indent(root)
    return ElementTree.tostring(root, encoding="unicode", xml_declaration=True)
