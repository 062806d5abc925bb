"""All checks, in order of cause: what fails first is the reason for what fails later."""

import importlib
import inspect
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from tests.checks.promise import Promise, title

ORDER = (
    "test_server",
    "test_pages",
    "test_handshake",
    "test_one_tab",
    "test_layer",
    "test_two_tabs",
    "test_two_processes",
    "test_clean_up",
    "test_inside",
    "test_bad_input",
    "test_policy",
    "test_faults",
)
"""The modules of checks."""


@dataclass(frozen=True)
class Check:
    """A check. ``name`` is that of its function without test_.

    ``hints`` is the id of the hints that belong to it, where it is that of an exercise;
    for a check of a stage, the rule that explains why it failed has them.
    """

    name: str
    function: Callable
    promise: Promise
    hints: str = ""

    @property
    def title(self) -> str:
        return title(self.name)

    @property
    def needs(self) -> tuple[str, ...]:
        return tuple(need.removeprefix("test_") for need in self.promise.needs)

    @property
    def uses(self) -> tuple[str, ...]:
        """The names of what it is called with: subject, tabs and the like."""
        return tuple(inspect.signature(self.function).parameters)


@cache
def all_checks() -> tuple[Check, ...]:
    """Return all checks in order of cause."""
    found = []
    for name in ORDER:
        module = importlib.import_module(f"tests.checks.{name}")
        found += [
            Check(name.removeprefix("test_"), function, function.promise)
            for name, function in vars(module).items()
            if name.startswith("test_") and function.__module__ == module.__name__
        ]
    return tuple(found)


def checks_of(
    step: int, *, patient: bool = False, practice: bool = True
) -> list[Check]:
    """Return the checks of a stage, without or with those that wait by nature.

    Without those on good ``practice``, they are the checks that decide whether the stage
    is reached.
    """
    return [
        check
        for check in all_checks()
        if step in check.promise.steps
        and (patient or not check.promise.patient)
        and (practice or not check.promise.practice)
    ]
