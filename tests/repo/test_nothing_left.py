"""A run of checks that is stopped in the middle leaves nothing behind."""

import sys

import pytest

from tests.harness.processes import Process
from tests.steps import ROOT

# Whole commands, each with servers and a browser: not too many at once.
pytestmark = pytest.mark.xdist_group("commands 2")

CHECKS = ("-m", "pytest", "tests/checks", "-v", "-p", "no:cacheprovider")
ONE_PROJECT = ("-p", "no:xdist", "--project", "step2_channel_layer", "--step", "2")
ALL_PROJECTS = ("-n", "2", "--dist", "loadgroup")


@pytest.mark.parametrize(
    ("stop", "which"),
    [("interrupt", ALL_PROJECTS), ("interrupt", ONE_PROJECT), ("kill", ONE_PROJECT)],
    ids=["interrupt-all", "interrupt-one", "kill-one"],
)
def test_nothing_is_left_of_checks_stopped_in_the_middle(
    stop, which, apart, environment_apart
):
    checks = Process([sys.executable, *CHECKS, *which], cwd=ROOT, env=environment_apart)
    try:
        # Browser, server and Redis run when the first check with a tab has passed.
        reached = checks.wait_for_line(
            "index_page_leads_to_a_room.*PASSED|PASSED.*index_page", 60
        )
        assert reached, checks.output
        names = {process.name() for process in apart.processes()}
        assert any("valkey" in name or "redis" in name for name in names), names
        if stop == "interrupt":
            checks.interrupt()
            assert checks.wait(within=20) == 2, checks.output
        else:
            checks.crash()
            checks.wait(within=5)
        assert apart.left_over() == []
    finally:
        checks.kill()
