"""What people ask of start and reset: a stage, and a folder that is theirs."""

import argparse
import os
from pathlib import Path

from tests.harness.choice import Parser, WrongChoice, step_number
from tests.steps import NUMBERS, ROOT, STEPS
from tests.workspace.words import called_from, command, shown

DEFAULT_FOLDER = "mychat"
TRY_ANOTHER = f"Name a folder of your own: {command('start', '1', DEFAULT_FOLDER)}"

OURS = (
    *(step.folder for step in STEPS),
    *("tests", "docs", ".ci", ".git", ".github", ".nox"),
)
"""The workbook's own folders, where no project of a learner may be."""


def stage_and_folder(name: str, form: str, **options: str) -> argparse.ArgumentParser:
    """Return a parser for the command: stage, path, and options with their help."""
    parser = Parser(prog=f"nox -s {name} --", usage=form)
    parser.add_argument("stage", metavar="N", nargs="?", help="the stage: 1, 2 or 3")
    parser.add_argument(
        "path",
        metavar="PATH",
        nargs="?",
        default=DEFAULT_FOLDER,
        help=f"the folder of your project; {DEFAULT_FOLDER} if you name none",
    )
    for option, meaning in options.items():
        parser.add_argument(f"--{option}", action="store_true", help=meaning)
    return parser


def read(parser: argparse.ArgumentParser, words: list[str]) -> argparse.Namespace:
    """Return what the parser found, with number and folder. Raise WrongChoice."""
    arguments = parser.parse_args(words)
    arguments.number = stage_number(arguments.stage, arguments.path)
    arguments.folder = own_folder(arguments.path)
    return arguments


def stage_number(stage: str | None, path: str) -> int:
    """Return the number of the stage. Raise WrongChoice, also if the two are swapped."""
    numbers = {str(number) for number in NUMBERS}
    if stage not in numbers and path in numbers:
        raise WrongChoice(f"The stage comes first, then the folder: {path} {stage}.")
    return step_number(stage)


def own_folder(path: str) -> Path:
    """Return the folder that the path names, which need not exist.

    Raise WrongChoice when it cannot be a folder, or is one of the workbook's own.
    """
    if not path:
        raise WrongChoice("The name of the folder is empty.")
    if path.isdecimal():
        # Other commands would take it for one of our stages.
        raise WrongChoice(f"{path} is a number; give the folder a name with letters.")
    try:
        folder = Path(called_from(), path).resolve()
        nearest = next(place for place in (folder, *folder.parents) if place.exists())
    except (OSError, RuntimeError) as problem:  # too long, a loop of links, no entry
        raise WrongChoice(
            f"{path} cannot be used: {getattr(problem, 'strerror', None) or problem}."
        ) from None
    if not nearest.is_dir():
        raise WrongChoice(f"{shown(nearest)} is a file, and a folder is needed.")
    if is_same(folder, ROOT):
        raise WrongChoice(f"{shown(folder)} is the workbook itself. {TRY_ANOTHER}")
    if ours := our_folder_around(folder):
        raise WrongChoice(
            f"The folder {ours.name} belongs to the workbook. {TRY_ANOTHER}"
        )
    return folder


def our_folder_around(folder: Path) -> Path | None:
    """Return the folder of the workbook that this one is or lies in."""
    for place in (folder, *folder.parents):
        for name in OURS:
            if is_same(place, ROOT / name):
                return ROOT / name
    return None


def is_same(first: Path, second: Path) -> bool:
    """Return whether both exist and are one folder, however its name is written."""
    # Not a comparison of names: macOS and Windows take "Tests" for "tests".
    return os.path.exists(first) and os.path.exists(second) and first.samefile(second)
