"""nox -s diff -- A B: what changes between two stages or folders."""

import argparse
import os
import signal
import subprocess
import sys
from pathlib import Path
from textwrap import fill

from tests.compare.fold import Comparison, compare_folded, is_stage, with_rows
from tests.compare.folders import LEFT_OUT, Change, compare
from tests.compare.page import MARK, page
from tests.harness.choice import Parser, WrongChoice, chosen_folder
from tests.harness.console import BOLD, PLAIN, wants_colour
from tests.harness.run import RUN_VARIABLE
from tests.steps import ROOT

FORM = (
    "nox -s diff -- A B [--html] [--output FILE], where A and B are 1, 2, 3 or a folder"
)
PAGE = ROOT / ".nox" / "diff.html"

FOLDED = (
    "Folded away: comments, blank lines, quotes, line wrapping, order of imports, "
    "secret key, generated files."
)

WIDTH = 88  # characters of a line of prose
COLOURS = {"+": "\033[32m", "-": "\033[31m", "@": "\033[36m"}


def read_arguments(words: list[str]) -> argparse.Namespace:
    """Return first, second, html and output, a Path or None. Raise WrongChoice."""
    parser = Parser(prog="nox -s diff --", usage=FORM)
    parser.add_argument("folders", nargs="*")
    parser.add_argument("--html", action="store_true")
    parser.add_argument("--output", metavar="FILE")
    arguments = parser.parse_args(words)
    folders = arguments.folders
    if len(folders) != 2:
        named = f"only {folders[0]} is" if len(folders) == 1 else f"{len(folders)} are"
        raise WrongChoice(f"Two stages or folders are needed, and {named} named.")
    arguments.first, arguments.second = map(chosen_folder, folders)
    if arguments.output is not None:
        arguments.output = page_file(arguments.output)
    elif arguments.html:
        arguments.output = PAGE
    return arguments


def page_file(name: str) -> Path:
    """Return where the page goes. Raise WrongChoice if it must not go there."""
    file = Path(os.environ.get("WORKBOOK_CALLED_FROM", ROOT), name).resolve()
    if file.is_dir():
        raise WrongChoice(f"{file} is a folder, and --output needs a file.")
    if not file.parent.is_dir():
        raise WrongChoice(f"There is no folder {file.parent}.")
    if file.exists() and not is_page(file):
        raise WrongChoice(
            f"{file} is there already, and is no page of nox -s diff. "
            "Choose another name."
        )
    return file


def is_page(file: Path) -> bool:
    """Return whether the file is a page of ours, which may be written anew."""
    try:
        return MARK in file.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False  # whoever made it does not want it to be touched


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
    left_out = ["not shown below"] if change.name in LEFT_OUT else []
    return [*kind, *change.notes, *left_out]


def compare_any(first: Path, second: Path, rows: bool) -> Comparison:
    """Compare stages exactly, and fold what does not matter if one is no stage.

    Raise WrongChoice.
    """
    if not (is_stage(first) and is_stage(second)):
        folded = compare_folded(first, second)
        return Comparison(folded.changes, [*folded.remarks, FOLDED])
    changes = compare(first, second)
    return Comparison(with_rows(first, second, changes) if rows else changes, [])


def headline(first: Path, second: Path, changes: list[Change]) -> str:
    """Return the sentence above the summary."""
    if not changes:
        both_ours = is_stage(first) and is_stage(second)
        what = "Nothing" if both_ours else "Nothing that matters"
        return f"{what} differs between {first.name} and {second.name}."
    files = "1 file" if len(changes) == 1 else f"{len(changes)} files"
    return f"From {first.name} to {second.name}: {files}"


def print_diffs(changes: list[Change]) -> None:
    for change in changes:
        if change.name in LEFT_OUT:
            continue
        print()
        for line in change.diff:
            print(paint(line) if wants_colour(sys.stdout) else line)


def write_page(file: Path, text: str) -> None:
    if file == PAGE:
        file.parent.mkdir(exist_ok=True)
    # What UTF-8 cannot write, as in a file's name, becomes a number.
    file.write_text(text, encoding="utf-8", errors="xmlcharrefreplace")


def open_page(file: Path) -> None:
    # A browser that starts now is the user's own: the reaper must not know it.
    theirs = {name: value for name, value in os.environ.items() if name != RUN_VARIABLE}
    open_tab = [sys.executable, "-m", "webbrowser", "-t", file.as_uri()]
    subprocess.run(open_tab, check=False, env=theirs, stdout=subprocess.DEVNULL)


def main(words: list[str]) -> int:
    try:
        arguments = read_arguments(words)
        first, second = arguments.first, arguments.second
        found = compare_any(first, second, rows=bool(arguments.output))
    except WrongChoice as problem:
        print(f"{problem}\nusage: {FORM}", file=sys.stderr)
        return 2
    title = headline(first, second, found.changes)
    print("\n".join([title, *(fill(remark, WIDTH) for remark in found.remarks)]))
    if found.changes:
        print("\n" + "\n".join(summary(found.changes)))
    if not arguments.output:
        print_diffs(found.changes)
        return 0
    try:
        write_page(arguments.output, page(title, found.remarks, found.changes))
    except OSError as problem:
        print(
            f"{arguments.output} cannot be written: {problem.strerror}.",
            file=sys.stderr,
        )
        return 2
    print(f"\nThe page: {arguments.output}", flush=True)
    if arguments.html:
        open_page(arguments.output)
    return 0


if __name__ == "__main__":
    if hasattr(signal, "SIGPIPE"):
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # quiet when piped into head
    sys.stdout.reconfigure(encoding="utf-8", errors="replace")
    sys.exit(main(sys.argv[1:]))
