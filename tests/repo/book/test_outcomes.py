"""The table of what is seen at a stage has a row for each check that decides it."""

import pytest

from docs.machinery.outcomes import WrongRow, deciding, read_outcomes
from tests.checks.registry import checks_of
from tests.steps import NUMBERS


def rows_of(stage: int) -> list[str]:
    return [f"{name} | a | b | c" for name in deciding(stage)]


@pytest.mark.parametrize("stage", NUMBERS)
def test_all_deciding_checks_make_a_table(stage):
    rows = read_outcomes([*rows_of(stage), "not yet | people"], stage)
    titles = [check.title for check in checks_of(stage, practice=False)]
    assert [row.title for row in rows] == [*titles, "not there yet"]
    assert rows[0].cells == ("a", "b", "c")
    assert rows[-1].cells == ("people",)


def test_a_bar_can_be_part_of_a_cell():
    first, *rest = rows_of(1)
    first = first.replace("a |", r"a \| A |", 1)
    assert read_outcomes([first, *rest], 1)[0].cells[0] == "a | A"


@pytest.mark.parametrize(
    ("change", "why", "line"),
    [
        (lambda rows: rows[1:], f"no row for {deciding(1)[0]}", None),
        (lambda rows: ["it_works | a | b | c", *rows], "there is no check it_works", 0),
        (
            lambda rows: [
                *rows,
                "",
                "both_tabs_in_a_room_see_each_message_once_and_in_order | a | b | c",
            ],
            "is no check of stage 1",
            len(deciding(1)) + 1,
        ),
        (lambda rows: [rows[0], rows[0]], "has two rows", 1),
        (lambda rows: ["not yet | a | b", *rows], "1 cells after not yet, not 2", 0),
        (lambda rows: [f"{deciding(1)[0]} | a"], "3 cells after", 0),
    ],
)
def test_a_wrong_row_is_named(change, why, line):
    with pytest.raises(WrongRow, match=why) as problem:
        read_outcomes(change(rows_of(1)), 1)
    assert problem.value.line == line
