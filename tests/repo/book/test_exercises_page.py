"""The page Exercises shows each exercise, with hints and solution folded."""

import re
from html import escape, unescape

import pytest

from tests.exercises.entries import all_exercises

pytestmark = pytest.mark.xdist_group("book")

TAGS = re.compile(r"<[^>]*>")


@pytest.fixture(scope="module")
def sections(book):
    """The HTML of each exercise by the id of its section."""
    page = (book.folder / "exercises.html").read_text(encoding="utf-8")
    parts = re.split(r'<section id="(exercise-[^"]+)">', page)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


@pytest.mark.parametrize("exercise", all_exercises().values(), ids=lambda one: one.name)
def test_an_exercise_is_in_the_book_as_a_whole(exercise, sections):
    assert exercise.hint_id in sections, f"{exercise.name} is not in docs/exercises.md"
    section = sections[exercise.hint_id]
    text = " ".join(unescape(TAGS.sub("", section)).split())
    assert escape(exercise.title) in section
    assert f"nox -s check -- {exercise.stage} PATH --exercise {exercise.name}" in text
    assert section.count('<details class="exercise"') == 4  # three hints, a solution
    for hint in exercise.hints:
        assert " ".join(hint.split()) in text
    for part in exercise.solution:
        assert part.file in text


def test_the_exercises_stand_in_the_order_of_the_stages(sections):
    assert list(sections) == [one.hint_id for one in all_exercises().values()]
