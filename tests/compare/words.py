"""Find the words that differ in two lines."""

import re
from difflib import SequenceMatcher

WORD = re.compile(r"\w+|\s+|.", re.DOTALL)
ALIKE = 0.5  # from 0 to 1; two lines that are less alike have nothing to do together

Pieces = list[tuple[str, bool]]


def likeness(first: str, second: str) -> float:
    """Return how many of the words of two lines are the same, from 0 to 1."""
    return SequenceMatcher(None, _keys(first), _keys(second), autojunk=False).ratio()


def marked(first: str, second: str) -> tuple[Pieces, Pieces]:
    """Return both lines in pieces, each with whether the other line lacks it.

    Lines that are not alike come back in one piece, where each word would be marked,
    and so do lines that differ in their spaces only.
    """
    one, other = _words(first), _words(second)
    if likeness(first, second) < ALIKE or _said(one) == _said(other):
        return [(first, True)], [(second, True)]
    a = [(first[: len(first) - len("".join(one))], False)]
    b = [(second[: len(second) - len("".join(other))], False)]
    matcher = SequenceMatcher(None, _said(one), _said(other), autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        a.append(("".join(one[i1:i2]), tag != "equal"))
        b.append(("".join(other[j1:j2]), tag != "equal"))
    return [piece for piece in a if piece[0]], [piece for piece in b if piece[0]]


def _words(line: str) -> list[str]:
    """Return the words of a line, and what is between them, without its indentation."""
    return WORD.findall(line.lstrip())


def _said(words: list[str]) -> list[str]:
    return [" " if word.isspace() else '"' if word == "'" else word for word in words]


def _keys(line: str) -> list[str]:
    return [word for word in _said(_words(line)) if word != " "]
