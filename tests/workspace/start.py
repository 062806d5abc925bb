"""nox -s start: make the learner's own project at the beginning of a stage."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tests.harness.choice import WrongChoice
from tests.harness.noise import NOISE_FILES
from tests.harness.project import SETTINGS_MODULE
from tests.workspace.arguments import DEFAULT_FOLDER, read, stage_and_folder
from tests.workspace.beginning import DjangoFailed, prepared, undisturbed, what_it_is
from tests.workspace.words import command, print_choices, print_next, run_command, shown

FORM = "nox -s start -- N [PATH]"
NAMED_FILES = 5  # of those in a folder that is not empty


def content(folder: Path) -> list[Path]:
    """Return what is in the folder, without what a file manager puts there."""
    return sorted(path for path in folder.iterdir() if path.name not in NOISE_FILES)


def make(number: int, folder: Path) -> None:
    """Make the project in a folder that is not there, or empty.

    Raise OSError or DjangoFailed, and then nothing has been made.
    """
    if folder.exists():
        fill(number, folder)
        return
    with (
        parents_of(folder),
        prepared(number, folder.parent, folder.name) as made,
        undisturbed(),
    ):
        made.rename(folder)


def fill(number: int, folder: Path) -> None:
    """Make the project in a folder that is there and empty.

    The folder itself stays, because a terminal may be in it.
    """
    with prepared(number, folder, folder.name) as made, undisturbed():
        moved = []
        try:
            for path in content(made):
                moved.append(path.rename(folder / path.name))
        except OSError:
            for path in moved:
                path.rename(made / path.name)  # where it is deleted with the rest
            raise


@contextmanager
def parents_of(folder: Path) -> Iterator[None]:
    """Make the folders above this one, and take them away if the block fails."""
    missing = [parent for parent in folder.parents if not parent.exists()]
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        yield
    except BaseException:
        with undisturbed():
            for parent in missing:
                with suppress(OSError):  # never made, or somebody put a file there
                    parent.rmdir()
        raise


def print_what_is_there(number: int, folder: Path) -> None:
    """Say what is in the way, and how to go on."""
    stage = str(number)
    choices = [("begin in another place", command("start", stage, free_name(folder)))]
    if (folder / "manage.py").is_file():
        choices.insert(0, ("check it", command("check", stage, folder)))
        if number > 1:
            wish = f"go on with it, if stage {number - 1} is reached"
            choices.insert(0, (wish, command("watch", stage, folder)))
        wish = "begin again (this one is moved aside)"
        choices.append((wish, command("reset", stage, folder)))
    print(f"{shown(folder)} is there already: {describe(folder)}.", file=sys.stderr)
    print("Nothing was changed. You can:\n", file=sys.stderr)
    print_choices(choices, sys.stderr)


def describe(folder: Path) -> str:
    """Return what a folder is that is not empty."""
    manage = folder / "manage.py"
    if manage.is_file():
        # It may be broken in any way, and is only looked at.
        text = manage.read_text(encoding="utf-8", errors="replace")
        if found := SETTINGS_MODULE.search(text):
            return f"a Django project with the settings {found[1]}"
        return "a folder with a manage.py that names no settings"
    names = [path.name for path in content(folder)]
    more = len(names) - NAMED_FILES
    listed = ", ".join(names[:NAMED_FILES]) + (f" and {more} more" if more > 0 else "")
    return f"a folder with {listed}"


def free_name(folder: Path) -> Path:
    """Return a folder beside this one that is not there yet."""
    name, number = folder.name or DEFAULT_FOLDER, 2  # "/" has no name
    while (other := folder.parent / f"{name}-{number}").exists():
        number += 1
    return other


def main(words: list[str]) -> int:
    try:
        arguments = read(stage_and_folder("start", FORM), words)
    except WrongChoice as problem:
        print(f"{problem}\nusage: {FORM}", file=sys.stderr)
        return 2
    number, folder = arguments.number, arguments.folder
    try:
        if folder.exists() and content(folder):
            print_what_is_there(number, folder)
            return 1
        make(number, folder)
    except OSError as problem:
        why = problem.strerror or problem
        print(f"{shown(folder)} cannot be made: {why}.\nusage: {FORM}", file=sys.stderr)
        return 2
    except DjangoFailed as problem:
        print(f"{shown(folder)} cannot be made. {problem}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("\nStopped. Nothing was made.", file=sys.stderr)
        return 130
    print(f"Made {shown(folder)}, the beginning of stage {number}.")
    print(what_it_is(number))
    print_next(number, folder)
    return 0


if __name__ == "__main__":
    run_command(main)
