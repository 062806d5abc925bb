"""What a check is: a promise that a stage makes, and how to say that it is not kept."""

from collections.abc import Callable
from dataclasses import dataclass

SERVER_STARTS = "the server starts and listens"
"""What is expected of every project before anything else."""


class CheckFailed(AssertionError):
    """The project does not do what the stage promises.

    ``expected`` and ``found`` are half sentences that a learner reads.
    """

    def __init__(self, expected: str, found: str) -> None:
        super().__init__(f"expected {expected}; found {found}")
        self.expected = expected
        self.found = found


def expect(condition: object, expected: str, found: str) -> None:
    """Raise CheckFailed unless the condition holds."""
    if not condition:
        raise CheckFailed(expected, found)


@dataclass(frozen=True)
class Promise:
    """Which stages make the promise, and the checks without which it makes no sense.

    A good practice is more than the official tutorial does: a stage is reached
    without it. A patient check has to wait by nature, as for a server to come back.
    """

    steps: frozenset[int]
    needs: tuple[str, ...]
    practice: bool
    patient: bool


def promise(
    *steps: int,
    needs: Callable | tuple[Callable, ...] = (),
    practice: bool = False,
    patient: bool = False,
) -> Callable[[Callable], Callable]:
    """Mark a test function as the check of a promise that these stages make."""

    def mark(function: Callable) -> Callable:
        every = needs if isinstance(needs, tuple) else (needs,)
        names = tuple(need.__name__ for need in every)
        function.promise = Promise(frozenset(steps), names, practice, patient)
        return function

    return mark


def title(name: str) -> str:
    """Return the sentence in the name of a check: test_it_works is "It works"."""
    sentence = name.removeprefix("test_").replace("_", " ")
    sentence = sentence.replace("manage py", "manage.py")
    return sentence[0].upper() + sentence[1:]
