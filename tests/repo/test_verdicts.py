"""The verdict table names every check, and every check can fail."""

import os
import pkgutil
import subprocess
import sys

import pytest

import tests.checks
from tests.checks.promise import promise
from tests.checks.registry import ORDER, all_checks
from tests.checks.verdicts import BARE, EXPECTED, SUBJECTS, read_verdicts
from tests.steps import ROOT


def test_every_module_of_checks_has_a_place_in_the_order():
    modules = [module.name for module in pkgutil.iter_modules(tests.checks.__path__)]
    assert {name for name in modules if name.startswith("test_")} == set(ORDER)


CHECKS = {check.name: check for check in all_checks()}


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
    for need in CHECKS[check].needs:
        assert names.index(need) < names.index(check)


def test_a_row_that_is_not_complete_is_refused():
    with pytest.raises(ValueError, match=f"{len(SUBJECTS)} signs"):
        read_verdicts("some_check + -")


def test_a_check_without_a_row_is_named(tmp_path):
    forget = "from tests.checks.verdicts import EXPECTED\n"
    forget += f"del EXPECTED[{next(iter(CHECKS))!r}, {BARE!r}]\n"
    (tmp_path / "forget_a_row.py").write_text(forget)
    command = [sys.executable, "-m", "pytest", "-p", "forget_a_row", "tests/checks"]
    path = {**os.environ, "PYTHONPATH": os.pathsep.join([str(tmp_path), str(ROOT)])}
    run = subprocess.run(command, cwd=ROOT, env=path, capture_output=True, text=True)
    assert run.returncode == pytest.ExitCode.USAGE_ERROR, run.stdout
    assert f"The check {next(iter(CHECKS))} has no row" in run.stderr
    assert "Traceback" not in run.stdout + run.stderr


def test_one_need_may_stand_alone():
    def test_first():
        pass

    def test_second():
        pass

    promise(1, needs=test_first)(test_second)
    assert test_second.promise.needs == ("test_first",)
