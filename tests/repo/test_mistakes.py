"""Each entry of a mistake names a check and a rule that there are; trials/ makes them."""

import pytest

from tests.checks.registry import all_checks
from tests.diagnosis.rule import all_rules
from tests.harness.choice import WrongChoice
from tests.harness.files import files_of
from tests.mistakes.entries import all_mistakes
from tests.mistakes.hand_out import hand_out
from tests.steps import get_step

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


def test_a_mistake_is_handed_out_as_the_stage_with_one_change(tmp_path):
    [mistake] = [one for one in MISTAKES if one.id == "handler-misnamed"]
    folder = tmp_path / "class" / "find-it"
    hand_out(mistake, folder)
    stage, made = files_of(get_step(mistake.stage).path), files_of(folder)
    assert made.keys() == stage.keys()
    changed = {
        name
        for name in made
        if made[name].read_text("utf-8") != stage[name].read_text("utf-8")
    }
    assert changed == {"chat/consumers.py"}
    with pytest.raises(WrongChoice, match="is there already"):
        hand_out(mistake, folder)
