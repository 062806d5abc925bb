"""The files in docs/recorded/: each is made by one step, and shown by a page."""

import re
from collections import Counter

from docs.machinery.places import DOCS
from docs.machinery.robot.robot import chapter_of
from docs.machinery.steps.blocks import read_chapter
from docs.machinery.steps.recordings import RECORDED
from tests.steps import NUMBERS


def recorded_by_chapters() -> Counter:
    return Counter(
        block.options["record"]
        for number in NUMBERS
        for block in read_chapter(chapter_of(number))
        if "record" in block.options
    )


def test_a_name_is_given_once():
    twice = [name for name, times in recorded_by_chapters().items() if times > 1]
    assert not twice, f"more than one step has :record: {twice[0]}"


def test_each_recording_is_made_by_a_step():
    made = recorded_by_chapters().keys()
    lost = [file.name for file in RECORDED.glob("*.txt") if file.stem not in made]
    assert not lost, f"no step of a chapter records docs/recorded/{lost[0]}: delete it"


def test_what_a_page_shows_is_recorded():
    made = recorded_by_chapters().keys()
    for page in sorted(DOCS.glob("*.md")):
        text = page.read_text(encoding="utf-8")
        for name in re.findall(r"^`{3,}\{recorded\} *(\S+)", text, re.MULTILINE):
            assert name in made, f"{page.name}: no step of a chapter records {name}"
