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
    lines = [
        f"{mark} {title(check)}",
        f"  expected   {failure.expected}",
        f"  found      {failure.found}",
    ]
    if diagnosis:
        cause = diagnosis.cause
        lines.append(f"  likely     {cause.likely}")
        if cause.place:
            lines.append(f"  look at    {cause.place}")
        more = f"more: nox -s hint -- {diagnosis.rule.id}"
        lines.append(f"  next       {cause.next}; {more}")
        return "\n".join(lines)
    lines.append("  likely     not known: no rule of the workbook fits")
    if shown := [line for line in log.splitlines() if line.strip()][-EVIDENCE_LINES:]:
        lines.append("  the server printed last")
        lines += [f"    {line}" for line in shown]
    return "\n".join(lines)
