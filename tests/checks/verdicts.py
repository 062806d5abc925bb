"""The verdict table: what every check must say about every project."""

from dataclasses import dataclass
from pathlib import Path

from tests.steps import STEPS

TABLE = Path(__file__).with_name("verdicts.txt")
BARE = "bare"
SUBJECTS = (BARE, *(f"step{step.number}" for step in STEPS))


@dataclass(frozen=True)
class Verdict:
    """What a check said about a project. ``passed`` is None when it was not run."""

    check: str
    subject: str
    passed: bool | None


def read_verdicts(text: str) -> dict[tuple[str, str], bool]:
    """Return whether the check (without test_) must pass, by check and subject.

    Raise ValueError for a line that is not a name and a sign for each subject.
    """
    expected = {}
    for line in text.splitlines():
        if not line or line.startswith("#"):
            continue
        check, *signs = line.split()
        if len(signs) != len(SUBJECTS) or set(signs) - {"+", "-"}:
            raise ValueError(f"not a name and {len(SUBJECTS)} signs: {line}")
        for subject, sign in zip(SUBJECTS, signs, strict=True):
            expected[check, subject] = sign == "+"
    return expected


EXPECTED = read_verdicts(TABLE.read_text(encoding="utf-8"))


def print_table(verdicts: list[Verdict], write) -> None:
    """Write a line for each check: ✓ it passed, ✗ it failed, · it was not run.

    A sign in brackets is not the expected one.
    """
    signs = {True: "✓", False: "✗", None: "·"}
    said = {(verdict.check, verdict.subject): verdict.passed for verdict in verdicts}
    checks = list(dict.fromkeys(check for check, _ in EXPECTED))
    width = max(len(check) for check in checks)
    write(" " * width + "".join(f"{subject:>8}" for subject in SUBJECTS))
    for check in checks:
        row = check.replace("_", " ").ljust(width)
        for subject in SUBJECTS:
            passed = said.get((check, subject))
            wrong = passed is not None and passed != EXPECTED[check, subject]
            sign = f"[{signs[passed]}]" if wrong else f" {signs[passed]} "
            row += f"{sign:>8}"
        write(row)
