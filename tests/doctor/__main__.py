"""nox -s doctor [-- PATH]: what stops work on this computer, and what to do."""

import argparse
import os
import sys
from pathlib import Path

from tests.doctor.finding import Finding
from tests.doctor.lines import heading, lines_of, summary
from tests.doctor.probes import look
from tests.harness.choice import Parser, WrongChoice, chosen_folder
from tests.harness.console import wants_colour
from tests.harness.serve import end_as_by_ctrl_c

FORM = "nox -s doctor [-- PATH], where PATH is the folder of a project, or 1, 2 or 3"
STOPPED = 130  # as a shell says it of Ctrl-C


def read_arguments(words: list[str]) -> argparse.Namespace:
    """Return project, a Path or None. Raise WrongChoice."""
    parser = Parser(prog="nox -s doctor --", usage=FORM)
    parser.add_argument("path", nargs="?")
    arguments = parser.parse_args(words)
    arguments.project = chosen_folder(arguments.path) if arguments.path else None
    return arguments


def tell(project: Path | None) -> list[Finding]:
    """Print each finding as soon as it is known; return them all."""
    colour = wants_colour(sys.stdout)
    findings, last = [], None
    for title, finding in look(project):
        if title != last:
            print(heading(title, colour=colour))
            last = title
        print("\n".join(lines_of(finding, colour=colour)), flush=True)
        findings.append(finding)
    return findings


def main(words: list[str]) -> int:
    end_as_by_ctrl_c()
    try:
        findings = tell(read_arguments(words).project)
    except WrongChoice as problem:
        print(f"{problem}\nusage: {FORM}", file=sys.stderr)
        return 2
    except (
        BrokenPipeError
    ):  # piped into head; quiet also when Python flushes at the end
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except KeyboardInterrupt:
        print("\nStopped.")
        return STOPPED
    print(f"\n{summary(findings)}")
    return 1 if any(finding.ok is False for finding in findings) else 0


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8", errors="replace")
    sys.exit(main(sys.argv[1:]))
