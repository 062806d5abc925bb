"""Two Python files beside each other: each line in one row, each statement in its place."""

import pytest

from tests.compare.python_source import python_source
from tests.compare.rows import align
from tests.repo.comparing import CONSUMERS
from tests.steps import NUMBERS, get_step


def test_every_line_of_both_sides_is_in_one_row():
    for number in NUMBERS[1:]:
        a, b = (
            python_source((get_step(n).path / CONSUMERS).read_text("utf-8"), CONSUMERS)
            for n in (number, number - 1)
        )
        rows = align(a, b)
        for source, lines in (
            (a, [row.first for row in rows if row.first]),
            (b, [row.second for row in rows if row.second]),
        ):
            assert [line.number for line in lines] == [*range(1, len(lines) + 1)]
            assert [line.text for line in lines] == list(source.lines)


@pytest.mark.parametrize(
    ("code", "other"),
    [
        ("if a:\n    b()\n    c()\n", "if a:\n    b()\nc()\n"),
        ("if a:\n    b()\nelse:\n    c()\n", "if a:\n    b()\n    c()\n"),
        ("if a:\n    b()\nelif c:\n    d()\n", "if a:\n    b()\nif c:\n    d()\n"),
        ("for a in b:\n    c()\nelse:\n    d()\n", "for a in b:\n    c()\nd()\n"),
        (
            "try:\n    a()\nexcept E:\n    b()\nelse:\n    c()\n",
            "try:\n    a()\nexcept E:\n    b()\nfinally:\n    c()\n",
        ),
        ("@a\n@b\ndef c(): d()\n", "@b\n@a\ndef c(): d()\n"),
        (
            "match a:\n    case 1:\n        b()\n",
            "match a:\n    case 2:\n        b()\n",
        ),
        ('a = """b\n\nc"""\n', 'a = """b\nc"""\n'),
        ("A = 1\nB = A\n", "B = A\nA = 1\n"),
        ("A = 1\nB = 2\nA = 2\n", "A = 2\nB = 2\nA = 1\n"),
        ("import a\nb()\nimport c\n", "import c\nb()\nimport a\n"),
        ("from . import a\n", "from .. import a\n"),
    ],
)
def test_where_a_statement_stands_matters(code, other):
    sources = [python_source(text, "chat/talk/x.py") for text in (code, other)]
    assert any(row.changed for row in align(*sources))
    assert not any(row.changed for row in align(sources[0], sources[0]))
