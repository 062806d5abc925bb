"""What a learner reads of a check that failed."""

from tests.checks.promise import CheckFailed, title
from tests.diagnosis.rule import Diagnosis

EVIDENCE_LINES = 12


def explain(
    check: str,
    failure: CheckFailed,
    diagnosis: Diagnosis | None,
    *,
    log: str = "",
    mark: str = "✗",
) -> str:
    """Return the lines about a failed check, without a diagnosis with the end of the log."""
    words = said(failure, diagnosis)
    if diagnosis:
        words["next"] += f"; more: nox -s hint -- {diagnosis.rule.id}"
    lines = [f"{mark} {title(check)}", *written(words)]
    if diagnosis:
        return "\n".join(lines)
    if shown := [line for line in log.splitlines() if line.strip()][-EVIDENCE_LINES:]:
        lines.append("  the server printed last")
        lines += [f"    {line}" for line in shown]
    return "\n".join(lines)


def said(failure: CheckFailed, diagnosis: Diagnosis | None) -> dict[str, str]:
    """Return what is said about a failed check, by the words in front of it."""
    words = {"expected": failure.expected, "found": failure.found}
    if not diagnosis:
        return words | {"likely": "not known: no rule of the workbook fits"}
    cause = diagnosis.cause
    words["likely"] = cause.likely
    if cause.place:
        words["look at"] = str(cause.place)
    return words | {"next": cause.next}


def written(words: dict[str, str]) -> list[str]:
    """Return the lines below the title of a check."""
    return [f"  {name:<10} {text}" for name, text in words.items()]
