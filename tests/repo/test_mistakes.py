"""Each entry of a mistake names a check and a rule that there are; trials/ makes them."""

import pytest

from tests.checks.registry import all_checks
from tests.diagnosis.rule import all_rules
from tests.mistakes.entries import all_mistakes

MISTAKES = all_mistakes()
RULES = all_rules()


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.id)
def test_an_entry_is_about_a_stage_that_has_the_check_and_a_rule_that_explains_it(
    mistake,
):
    [check] = [one for one in all_checks() if one.name == mistake.check]
    assert mistake.stage in check.promise.steps
    assert mistake.check in RULES[mistake.rule].explains
    assert mistake.source


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.id)
def test_a_rule_has_three_hints_and_a_mistake_that_proves_it(rule):
    assert len(rule.hints) == 3
    assert all(text.strip() for text in rule.hints)
    assert rule.summary.endswith(".")
    assert any(mistake.rule == rule.id for mistake in MISTAKES)


def test_a_rule_explains_checks_that_there_are():
    names = {check.name for check in all_checks()}
    for rule in RULES.values():
        assert rule.explains <= names, rule.id
