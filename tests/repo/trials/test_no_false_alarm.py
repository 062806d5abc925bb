"""Projects without a mistake pass, whatever their style."""

import pytest

from tests.checks.registry import checks_of
from tests.coach.report import Report
from tests.harness.project import Project
from tests.repo.styles import STYLES, styles_of
from tests.steps import STEPS

STYLED = [(step.number, style) for step in STEPS for style in styles_of(step.number)]

pytestmark = pytest.mark.browser


def report_on(folder, step: int, desk, only=None) -> Report:
    results = desk.check(Project.at(folder), step, only=only)
    return Report(folder.name, folder, step, results)


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.folder)
def test_our_stages_pass_without_advice(step, desk):
    report = report_on(step.path, step.number, desk)
    assert report.reached, report.first.text
    assert [result.text for result in report.advice] == []


@pytest.mark.parametrize(("step", "style"), STYLED)
def test_another_style_is_no_mistake(step, style, desk):
    deciding = {one.name for one in checks_of(step, practice=False)}
    report = report_on(STYLES[style](step), step, desk, only=deciding)
    assert report.reached, report.first.text
