"""nox -s reset: back to the beginning of a stage. The old project is moved aside."""

import os
import sys
from datetime import datetime
from pathlib import Path

from tests.harness.choice import WrongChoice
from tests.steps import ROOT
from tests.workspace.arguments import is_same, read, stage_and_folder
from tests.workspace.beginning import DjangoFailed, prepared, undisturbed, what_it_is
from tests.workspace.words import (
    called_from,
    command,
    print_next,
    run_command,
    shown,
    typed,
)

FORM = "nox -s reset -- N [PATH] [--yes]"


def refuse_what_must_stay(number: int, folder: Path) -> None:
    """Raise WrongChoice for a folder that is no project, or holds more than that."""
    if not folder.exists():
        raise WrongChoice(
            f"There is no folder {shown(folder)}. "
            f"Make it: {command('start', str(number), folder)}"
        )
    home = Path(os.path.expanduser("~")).resolve()
    for place, what in ((ROOT, "the workbook"), (home, "your home folder")):
        if is_same(folder, place):
            raise WrongChoice(f"{folder} is {what}, and stays where it is.")
        if any(is_same(folder, above) for above in place.parents):
            raise WrongChoice(f"{folder} holds {what}, and stays where it is.")
    if not (folder / "manage.py").is_file():
        raise WrongChoice(
            f"{shown(folder)} has no manage.py, so it is no Django project, "
            "and stays where it is."
        )


def is_agreed(number: int, folder: Path) -> bool:
    """Ask whether to go on. If not, say that nothing was changed."""
    answer = ask(f"Move {shown(folder)} aside and begin stage {number} again? [y/N] ")
    if answer is None:
        print(
            "Nobody could be asked, so nothing was changed. To go on without a "
            f"question: {command('reset', str(number), folder)} --yes",
            file=sys.stderr,
        )
    elif not answer:
        print("Nothing was changed.", file=sys.stderr)
    return bool(answer)


def ask(question: str) -> bool | None:
    """Return yes or no, or None where there is nobody to ask."""
    if sys.stdin is None or not sys.stdin.isatty():
        return None
    try:
        return input(question).strip().lower() in {"y", "yes"}
    except EOFError:  # Ctrl-D
        print()
        return None


def name_aside(folder: Path, now: datetime) -> Path:
    """Return the folder beside this one to which it is moved."""
    name = f"{folder.name}-before-{now:%Y-%m-%d-%H%M%S}"
    aside, number = folder.with_name(name), 2
    while os.path.lexists(aside):  # also as a link to nowhere
        aside, number = folder.with_name(f"{name}-{number}"), number + 1
    return aside


def swap(folder: Path, made: Path, aside: Path) -> None:
    """Move the folder aside and the new one to its place. Raise OSError, nothing moved."""
    with undisturbed():
        folder.rename(aside)
        try:
            made.rename(folder)
        except OSError:
            aside.rename(folder)
            raise


def reset(number: int, folder: Path) -> Path:
    """Begin the stage again and return where the old folder is now.

    Raise OSError or DjangoFailed, and then all is as it was.
    """
    # The new one is complete before the old one is touched.
    with prepared(number, folder.parent, folder.name) as made:
        aside = name_aside(folder, datetime.now())
        swap(folder, made, aside)
    return aside


def print_what_moved(folder: Path, aside: Path) -> None:
    """Say where the old folder is, and what people may miss in the new one."""
    print(f"\nYour old folder is now {shown(aside)}")
    lost = [path.name for path in sorted(aside.iterdir()) if is_lacking(path)]
    if lost:
        print(f"With it went {' and '.join(lost)}, which the new folder does not have.")
    if folder in (called_from(), *called_from().parents):
        print(
            f"This terminal is still in the old folder. Type: cd {typed(str(folder))}"
        )


def is_lacking(path: Path) -> bool:
    """Return whether it is a repository or a virtual environment."""
    return path.name == ".git" or (path / "pyvenv.cfg").is_file()


def main(words: list[str]) -> int:
    try:
        arguments = read(stage_and_folder("reset", FORM, yes="do not ask"), words)
        refuse_what_must_stay(arguments.number, arguments.folder)
    except WrongChoice as problem:
        print(f"{problem}\nusage: {FORM}", file=sys.stderr)
        return 2
    number, folder = arguments.number, arguments.folder
    try:
        if not arguments.yes and not is_agreed(number, folder):
            return 1
        aside = reset(number, folder)
    except OSError as problem:
        why = problem.strerror or problem
        print(
            f"{shown(folder)} stays as it is: {why}. If a server, an editor or "
            f"another terminal uses it, close that.\nusage: {FORM}",
            file=sys.stderr,
        )
        return 2
    except DjangoFailed as problem:
        print(f"{shown(folder)} stays as it is. {problem}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("\nStopped. Nothing was changed.", file=sys.stderr)
        return 130
    print(f"Made {shown(folder)} again, the beginning of stage {number}.")
    print(what_it_is(number))
    print_what_moved(folder, aside)
    print_next(number, folder)
    return 0


if __name__ == "__main__":
    run_command(main)
