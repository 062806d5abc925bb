"""nox -s diff -- A B: what changes between two stages or folders."""

import os
import signal
import sys

from tests.compare.folders import Change, compare
from tests.harness.choice import WrongChoice, chosen_folder

FORM = "nox -s diff -- A B, where A and B are 1, 2, 3 or a folder"

LEFT_OUT = {"README.md"}  # it tells about the stage, and is no part of the lesson

COLOURS = {"+": "\033[32m", "-": "\033[31m", "@": "\033[36m"}
BOLD, PLAIN = "\033[1m", "\033[0m"


def wants_colour() -> bool:
    """Return whether people look at the output: https://no-color.org"""
    return sys.stdout.isatty() and "NO_COLOR" not in os.environ


def paint(line: str) -> str:
    """Return a line of a diff in its colour."""
    if line.startswith(("+++", "---")):
        return f"{BOLD}{line}{PLAIN}"
    colour = COLOURS.get(line[:1])
    return f"{colour}{line}{PLAIN}" if colour else line


def summary(changes: list[Change]) -> list[str]:
    """Return a line for each file: its name, lines added, lines removed, what else."""
    width = max(len(change.name) for change in changes)
    return [
        f"  {change.name:<{width}}  +{change.count('+'):<3} -{change.count('-'):<3}"
        + "".join(f"  {note}" for note in notes(change))
        for change in changes
    ]


def notes(change: Change) -> list[str]:
    """Return what the summary says of the file besides the number of lines."""
    kind = [change.kind] if change.kind != "changed" else []
    return kind + (["not shown below"] if change.name in LEFT_OUT else [])


def main(words: list[str]) -> int:
    try:
        if len(words) != 2:
            raise WrongChoice(f"Two stages or folders are needed, not {len(words)}.")
        first, second = map(chosen_folder, words)
    except WrongChoice as problem:
        print(f"{problem}\nusage: {FORM}", file=sys.stderr)
        return 2
    changes = compare(first, second)
    if not changes:
        print(f"Nothing differs between {first.name} and {second.name}.")
        return 0
    files = "1 file" if len(changes) == 1 else f"{len(changes)} files"
    print(f"From {first.name} to {second.name}: {files}\n")
    print("\n".join(summary(changes)))
    for change in changes:
        if change.name in LEFT_OUT:
            continue
        print()
        for line in change.diff:
            print(paint(line) if wants_colour() else line)
    return 0


if __name__ == "__main__":
    if hasattr(signal, "SIGPIPE"):
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # quiet when piped into head
    sys.stdout.reconfigure(encoding="utf-8", errors="replace")
    sys.exit(main(sys.argv[1:]))
