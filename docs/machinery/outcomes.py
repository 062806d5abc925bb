"""The table of what a reader sees at a stage: its rows are named after the checks."""

import re
from dataclasses import dataclass

from tests.checks.registry import all_checks, checks_of

COLUMNS = ("what is checked", "tab 1", "tab 2", "the server's log")
NOT_YET = "not yet"
SEPARATOR = re.compile(r"(?<!\\)\|")


class WrongRow(Exception):
    """A row says what cannot be; str() of this error says why.

    ``line`` is its number in the body, from 0, None for the table as a whole.
    """

    def __init__(self, why: str, line: int | None = None) -> None:
        super().__init__(why)
        self.line = line


@dataclass(frozen=True)
class Row:
    """A row: its title, its cells as Markdown, and its line in the body, from 0.

    A row of what is not there yet has one cell, all others three.
    """

    title: str
    cells: tuple[str, ...]
    line: int


def read_outcomes(lines: list[str], stage: int) -> list[Row]:
    """Return the rows of the table of a stage. Raise WrongRow."""
    known = {check.name: check for check in checks_of(stage, patient=True)}
    rows, seen = [], set()
    for number, line in enumerate(lines):
        if not line.strip():
            continue
        name, *cells = (cell.strip() for cell in SEPARATOR.split(line))
        cells = tuple(cell.replace("\\|", "|") for cell in cells)
        if name == NOT_YET:
            wanted, title = 1, "not there yet"
        elif name in known:
            wanted, title = len(COLUMNS) - 1, known[name].title
        else:
            raise WrongRow(wrong_name(name, stage), number)
        if len(cells) != wanted:
            raise WrongRow(f"{wanted} cells after {name}, not {len(cells)}", number)
        if name in seen:
            raise WrongRow(f"{name} has two rows", number)
        if name != NOT_YET:
            seen.add(name)
        rows.append(Row(title, cells, number))
    if missing := [name for name in deciding(stage) if name not in seen]:
        raise WrongRow(f"no row for {', '.join(missing)}, which decide stage {stage}")
    return rows


def deciding(stage: int) -> list[str]:
    """Return the names of the checks without which the stage is not reached."""
    return [check.name for check in checks_of(stage) if not check.promise.practice]


def wrong_name(name: str, stage: int) -> str:
    if name in {check.name for check in all_checks()}:
        return f"{name} is no check of stage {stage}"
    return f"there is no check {name}; tests/checks/verdicts.txt lists them all"


def check_title(name: str) -> str:
    """Return the sentence that a check prints. Raise WrongRow."""
    for check in all_checks():
        if check.name == name:
            return check.title
    raise WrongRow(
        f"there is no check {name}; tests/checks/verdicts.txt lists them all"
    )
