"""nox -s mistakes -- ID --to FOLDER: a stage with one mistake in it, for a class to find."""

import shutil
from pathlib import Path

from tests.harness.choice import WrongChoice
from tests.mistakes.entries import Mistake


def hand_out(mistake: Mistake, folder: Path) -> None:
    """Make the folder: the stage of the mistake, with the mistake in its files.

    Raise WrongChoice where there is something in its place, where it cannot be made, and
    for a mistake that is in no file.
    """
    if mistake.redis:
        raise WrongChoice(
            f"{mistake.id} is in no file: another Redis is started for it."
        )
    if folder.exists():
        raise WrongChoice(f"{folder} is there already. Name a new folder.")
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(mistake.make().path, folder)
    except OSError as problem:
        why = problem.strerror or problem
        raise WrongChoice(f"{folder} cannot be made: {why}.") from None
