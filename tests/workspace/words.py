"""What start and reset say: paths and commands as people can type them."""

import os
import shlex
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TextIO

from tests.harness.console import BOLD, PLAIN, wants_colour
from tests.harness.serve import end_as_by_ctrl_c
from tests.steps import ROOT, get_step


def called_from() -> Path:
    """Return the folder in which people typed the command."""
    return Path(os.environ.get("WORKBOOK_CALLED_FROM", ROOT)).resolve()


def shown(path: Path) -> str:
    """Return the path: short if people are in the workbook and it is too, else in full.

    From another folder they have to go to the workbook before they type the next
    command, and the short path of that folder would be wrong there.
    """
    short = called_from() == ROOT and ROOT in path.parents
    return str(path.relative_to(ROOT)) if short else str(path)


def typed(word: str) -> str:
    """Return the word with the quotes that the terminal wants."""
    quote = subprocess.list2cmdline if sys.platform == "win32" else shlex.join
    return quote([word])


def command(name: str, *words: str | Path) -> str:
    """Return a command of the workbook: "nox -s check -- 1 mychat"."""
    parts = [typed(shown(word) if isinstance(word, Path) else word) for word in words]
    return " ".join(["nox", "-s", name, "--", *parts])


def print_choices(choices: list[tuple[str, str]], stream: TextIO) -> None:
    """Print lines of what one may want and what to type for it."""
    colour = wants_colour(stream)
    width = max(len(wish) for wish, _ in choices)
    for wish, words in choices:
        words = f"{BOLD}{words}{PLAIN}" if colour else words
        print(f"  {wish:<{width}}   {words}", file=stream)


def print_next(number: int, folder: Path) -> None:
    """Print what one types at the beginning of a stage."""
    choices = [
        (f"follow the book, chapter Stage {number}", command("docs", "--open")),
        ("be told what to do, on every save", command("watch", str(number), folder)),
        ("read what comes in", typed(shown(get_step(number).path / "README.md"))),
    ]
    if number > 1:  # before that, there is no page of the chat
        choices.append(("run it and see it in the browser", command("serve", folder)))
    if called_from() != ROOT:
        choices.insert(0, ("go to the workbook", f"cd {typed(str(ROOT))}"))
    print("\nNext:\n")
    print_choices(choices, sys.stdout)


def run_command(main: Callable[[list[str]], int]) -> None:
    """Run main() with the words of the command line and exit with its code."""
    end_as_by_ctrl_c()
    if hasattr(signal, "SIGPIPE"):
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # quiet when piped into head
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")
    sys.exit(main(sys.argv[1:]))
