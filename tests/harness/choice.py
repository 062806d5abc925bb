"""What people write behind a command: a stage, a folder, options."""

import argparse
import os
from pathlib import Path

from tests.harness.project import Project, ProjectProblem
from tests.steps import NUMBERS, ROOT, get_step


class WrongChoice(Exception):
    """Something is wrong with what was asked for; str() of this error says what."""


class Parser(argparse.ArgumentParser):
    """Wrong arguments are a WrongChoice with one sentence.

    Options may stand anywhere, also between a stage and a folder.
    """

    def parse_args(self, args=None, namespace=None):
        return self.parse_intermixed_args(args, namespace)

    def error(self, message):
        raise WrongChoice(f"{message[0].upper()}{message[1:]}.")


def step_number(word: str | None) -> int:
    """Return the stage that the word names. Raise WrongChoice, also where there is none."""
    if word is None:
        raise WrongChoice("Name a stage: 1, 2 or 3.")
    if not word.isdecimal() or int(word) not in NUMBERS:
        raise WrongChoice(f"There is no stage {word}; the stages are 1, 2 and 3.")
    return int(word)


def port_number(word: str) -> int:
    """Return the port that the word names. Raise WrongChoice."""
    if not word.isdecimal() or not 1 <= int(word) <= 65535:
        raise WrongChoice(f"{word} is no port; ports are 1 to 65535.")
    return int(word)


def chosen_folder(choice: str) -> Path:
    """Return the folder that "1", "2", "3" or a path names. Raise WrongChoice."""
    if choice.isdecimal():
        return get_step(step_number(choice)).path
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
