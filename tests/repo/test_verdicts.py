"""The verdict table names every check, and every check can fail."""

import importlib
import pkgutil

import pytest

import tests.checks
from tests.checks.conftest import ORDER
from tests.checks.verdicts import BARE, EXPECTED, SUBJECTS, read_verdicts


def all_checks() -> dict:
    """Return the test functions of all checks, by their names without test_."""
    modules = [module.name for module in pkgutil.iter_modules(tests.checks.__path__)]
    assert {name for name in modules if name.startswith("test_")} == set(ORDER)
    found = {}
    for name in ORDER:
        module = importlib.import_module(f"tests.checks.{name}")
        found |= {
            name.removeprefix("test_"): function
            for name, function in vars(module).items()
            if name.startswith("test_") and function.__module__ == module.__name__
        }
    return found


CHECKS = all_checks()


def test_every_check_has_a_row_and_every_row_a_check():
    assert {check for check, _ in EXPECTED} == set(CHECKS)


@pytest.mark.parametrize("check", CHECKS)
def test_every_check_can_fail(check):
    assert not EXPECTED[check, BARE]


@pytest.mark.parametrize("check", CHECKS)
def test_a_stage_keeps_its_own_promises(check):
    for number in CHECKS[check].promise.steps:
        assert EXPECTED[check, f"step{number}"]


@pytest.mark.parametrize("check", CHECKS)
def test_what_a_check_needs_comes_before_it(check):
    names = list(CHECKS)
    for need in CHECKS[check].promise.needs:
        assert names.index(need.removeprefix("test_")) < names.index(check)


def test_a_row_that_is_not_complete_is_refused():
    with pytest.raises(ValueError, match=f"{len(SUBJECTS)} signs"):
        read_verdicts("some_check + -")
