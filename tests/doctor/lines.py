"""How a finding looks in a terminal and in a pipe."""

from tests.doctor.finding import Finding
from tests.harness.console import BOLD, PLAIN

MARKS = {True: "✓", False: "✗", None: "!"}
COLOURS = {True: "\033[32m", False: "\033[31m", None: "\033[33m"}


def lines_of(finding: Finding, *, colour: bool = False) -> list[str]:
    """Return the lines that say the finding, indented by two."""
    mark = MARKS[finding.ok]
    if colour:
        mark = f"{COLOURS[finding.ok]}{mark}{PLAIN}"
    lines = [f"  {mark} {finding.what}"]
    if finding.do:
        lines.append(f"    do    {finding.do}")
    if finding.source:
        lines.append(f"    read  {finding.source}")
    return lines


def heading(title: str, *, colour: bool = False) -> str:
    return f"{BOLD}{title}{PLAIN}" if colour else title


def summary(findings: list[Finding]) -> str:
    """Return the last line: how many things are wrong."""
    wrong = sum(finding.ok is False for finding in findings)
    warnings = sum(finding.ok is None for finding in findings)
    warned = f"{warnings} warning{'' if warnings == 1 else 's'} (!)"
    if wrong:
        things = "1 thing stops" if wrong == 1 else f"{wrong} things stop"
        return f"{things} work (✗)" + (f", {warned}." if warnings else ".")
    return "Nothing stops work" + (f"; {warned}." if warnings else ".")
