"""What people name on the command line: a stage or a folder."""

import os
from pathlib import Path

from tests.harness.project import Project, ProjectProblem
from tests.steps import NUMBERS, ROOT, get_step


class WrongChoice(Exception):
    """There is no such stage or folder; str() of this error says what there is."""


def chosen_folder(choice: str) -> Path:
    """Return the folder that "1", "2", "3" or a path names. Raise WrongChoice."""
    if choice.isdigit():
        if int(choice) not in NUMBERS:
            raise WrongChoice(f"There is no stage {choice}; the stages are 1, 2 and 3.")
        return get_step(int(choice)).path
    # nox runs in the workbook's folder; people name paths from where they are.
    folder = Path(os.environ.get("WORKBOOK_CALLED_FROM", ROOT), choice).resolve()
    try:
        if not folder.exists():
            raise WrongChoice(f"There is no folder {folder}.")
        if not folder.is_dir():
            raise WrongChoice(f"{folder} is a file, and a folder is needed.")
    except PermissionError as problem:
        raise WrongChoice(f"{folder} cannot be read: {problem.strerror}.") from None
    return folder


def chosen_project(choice: str) -> Project:
    """Return the project that "1", "2", "3" or a path names. Raise WrongChoice."""
    try:
        return Project.at(chosen_folder(choice))
    except ProjectProblem as problem:
        raise WrongChoice(str(problem)) from None
