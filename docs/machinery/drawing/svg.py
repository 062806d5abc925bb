"""The pieces of a drawing as SVG text. Lengths are units; a drawing is WIDTH wide.

WIDTH is about the width in pixels that a phone has for it: there a unit is a pixel. On
a wide screen the drawing is a third larger. Colours come from docs/_static/reading.css.
"""

import re
from dataclasses import dataclass
from html import escape

WIDTH = 340
LINE = 15  # from one line of text to the next
LETTER = 6.7  # of a letter of any font at the size that reading.css gives
BOLD_LETTER = 7.6
EDGE = 2  # between a drawing and its edge, so that strokes are not cut
CODE = re.compile(r"(`[^`]*`)")


class WrongDiagram(Exception):
    """The text of a diagram cannot be read; str() of this error says why.

    ``line`` is its number in the text, from 0, None for the diagram as a whole.
    """

    def __init__(self, why: str, line: int | None = None) -> None:
        super().__init__(why)
        self.line = line


@dataclass(frozen=True)
class Word:
    """A piece of text without spaces. ``glued``: no space is before it, as in `a`, b."""

    text: str
    is_code: bool
    glued: bool = False


def words_of(text: str) -> list[Word]:
    """Return the words; what is in `backticks` is code."""
    words, end = [], " "
    for piece in CODE.split(text):
        is_code = piece.startswith("`")
        shown = piece.strip("`") if is_code else piece
        for number, word in enumerate(shown.split()):
            glued = not (number or end.isspace() or shown[0].isspace())
            words.append(Word(word, is_code, glued))
        end = shown[-1:] or end
    return words


def wrap(text: str, width: float, letter: float = LETTER) -> list[list[Word]]:
    """Return the words in lines that are not wider, unless one word alone is."""
    lines: list[list[Word]] = []
    for word in words_of(text):
        if lines and (word.glued or length([*lines[-1], word], letter) <= width):
            lines[-1].append(word)
        else:
            lines.append([word])
    return lines


def length(words: list[Word], letter: float = LETTER) -> float:
    """Return the width of a line of words."""
    return letter * (sum(len(word.text) + (not word.glued) for word in words) - 1)


def widest(lines: list[list[Word]], letter: float = LETTER) -> float:
    return max((length(words, letter) for words in lines), default=0)


def clamp(x: float, width: float) -> float:
    """Return the middle nearest to x of what is this wide and inside the drawing."""
    half = width / 2 + EDGE
    return min(max(x, half), WIDTH - half)


def text_lines(lines: list[list[Word]], x: float, y: float, kind: str) -> str:
    """Return lines of text around x; y is the foot of the first one."""
    drawn = []
    for row, words in enumerate(lines):
        spans = "".join(
            f"{' ' if number and not word.glued else ''}{span(word)}"
            for number, word in enumerate(words)
        )
        at = f'x="{x:g}" y="{y + row * LINE:g}"'
        drawn.append(f'<text class="{kind}" {at}>{spans}</text>')
    return "".join(drawn)


def span(word: Word) -> str:
    shown = escape(word.text, quote=False)
    return f'<tspan class="is-code">{shown}</tspan>' if word.is_code else shown


def box(x: float, y: float, width: float, height: float, kind: str) -> str:
    """Return a box; x is its left side."""
    place = f'x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}"'
    return f'<rect class="{kind}" {place} rx="5"/>'


def picture(content: str, height: float, alternative: str) -> str:
    """Return the whole drawing, with what is said to those who do not see it."""
    return (
        f'<svg role="img" viewBox="0 0 {WIDTH} {height:g}" '
        'xmlns="http://www.w3.org/2000/svg">'
        f"<title>{escape(alternative, quote=False)}</title>{content}</svg>"
    )
