"""Code that the book pulls from files: by name, by text, never another than asked for."""

import pytest

from docs.machinery.excerpts import NotInFile, excerpt

SOURCE = """\
import os

PORT = 8000


class Consumer:
    group = "lobby"

    @classmethod
    def connect(cls):
        return PORT

    async def receive(self):
        pass


urlpatterns: list = [
    1,
]
"""


@pytest.fixture
def file(tmp_path):
    file = tmp_path / "source.py"
    file.write_text(SOURCE, encoding="utf-8")
    return file


@pytest.mark.parametrize(
    ("part", "text"),
    [
        ("PORT", "PORT = 8000\n"),
        ("Consumer.group", 'group = "lobby"\n'),
        ("Consumer.connect", "@classmethod\ndef connect(cls):\n    return PORT\n"),
        ("Consumer.receive", "async def receive(self):\n    pass\n"),
        ("urlpatterns", "urlpatterns: list = [\n    1,\n]\n"),
    ],
)
def test_a_part_is_found_by_its_name(file, part, text):
    assert excerpt(file, part=part).text == text


def test_lines_are_found_by_their_text(file):
    found = excerpt(file, start="@classmethod", end="return", marked="def connect")
    assert found.text == "@classmethod\ndef connect(cls):\n    return PORT\n"
    assert found.marked == (2,)


def test_without_options_it_is_the_whole_file(file):
    assert excerpt(file).text == SOURCE


@pytest.mark.parametrize(
    ("options", "why"),
    [
        ({"part": "Nobody"}, "no object of the name Nobody"),
        ({"part": "Consumer.leave"}, "looking for leave"),
        ({"part": "PORT.x"}, "looking for x"),
        ({"start": "nowhere"}, 'no line contains "nowhere"'),
        ({"start": "def"}, '2 lines contain "def"; exactly one must'),
        ({"start": "receive", "end": "import os"}, "is above the line"),
        ({"marked": "nowhere"}, "is to be highlighted"),
        ({"part": "PORT", "start": "x"}, "not both"),
    ],
)
def test_what_is_not_there_is_an_error(file, options, why):
    with pytest.raises(NotInFile, match=why):
        excerpt(file, **options)


def test_a_missing_file_is_an_error(tmp_path):
    with pytest.raises(NotInFile, match=r"there is no file gone\.py"):
        excerpt(tmp_path / "gone.py")
