"""Each chapter, followed block by block, ends byte for byte at its stage."""

import pytest

from docs.machinery.robot.robot import chapter_of, robot, type_files
from docs.machinery.steps.blocks import ChapterError, read_chapter
from docs.machinery.steps.recordings import compare_recording
from tests.steps import NUMBERS

NOT_WRITTEN_YET = {2, 3}
"""Chapters that may have no step at all. Nobody may add one."""

PARAMETERS = [
    pytest.param(number, marks=pytest.mark.xdist_group(f"chapter {number}"))
    for number in NUMBERS
]


def written(number: int):
    """Return the page of the chapter, or skip the test if there is none yet."""
    page = chapter_of(number)
    if number in NOT_WRITTEN_YET and not read_chapter(page):
        pytest.skip(f"{page.name} has no steps yet")
    return page


@pytest.mark.parametrize("number", NUMBERS)
def test_the_files_of_a_chapter_are_those_of_its_stage(number, tmp_path):
    page = written(number)
    try:
        type_files(number, page, tmp_path / "mychat")
    except ChapterError as problem:
        pytest.fail(str(problem), pytrace=False)


@pytest.mark.parametrize("number", PARAMETERS)
def test_a_chapter_leads_to_its_stage(number, tabs, nest):
    page = written(number)
    try:
        with robot(number, tabs, compare_recording, nest) as reader:
            reader.read(page)
    except ChapterError as problem:
        pytest.fail(str(problem), pytrace=False)
