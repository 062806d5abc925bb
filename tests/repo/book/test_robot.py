"""Each chapter, followed block by block, ends byte for byte at its stage."""

import pytest

from docs.machinery.robot.robot import chapter_of, robot, type_files
from docs.machinery.steps.blocks import ChapterError
from docs.machinery.steps.recordings import compare_recording
from tests.steps import NUMBERS

PARAMETERS = [
    pytest.param(number, marks=pytest.mark.xdist_group(f"chapter {number}"))
    for number in NUMBERS
]


@pytest.mark.parametrize("number", NUMBERS)
def test_the_files_of_a_chapter_are_those_of_its_stage(number, tmp_path):
    try:
        type_files(number, chapter_of(number), tmp_path / "mychat")
    except ChapterError as problem:
        pytest.fail(str(problem), pytrace=False)


@pytest.mark.parametrize("number", PARAMETERS)
def test_a_chapter_leads_to_its_stage(number, tabs, nest):
    try:
        with robot(number, tabs, compare_recording, nest) as reader:
            reader.read(chapter_of(number))
    except ChapterError as problem:
        pytest.fail(str(problem), pytrace=False)
