"""The HTML of two files side by side, with the colours of Pygments."""

from collections.abc import Iterable, Iterator
from functools import cache
from html import escape
from itertools import groupby

from pygments.lexers import TextLexer, get_lexer_for_filename
from pygments.token import STANDARD_TYPES
from pygments.util import ClassNotFound

from tests.compare.rows import Line, Row
from tests.compare.words import Pieces, marked

Painted = list[tuple[str, str]]
"""A line in pieces: the text, and the CSS class of Pygments, which may be empty."""

TABLE = """\
<div class="highlight compared"><table aria-label="{label}">
<colgroup><col class="number"><col><col class="number"><col></colgroup>
<thead><tr><th colspan="2" scope="col">Stage {first}</th>\
<th colspan="2" scope="col">Stage {second}</th></tr></thead>
{bodies}
</table></div>"""


def paint(text: str, file: str) -> list[Painted]:
    """Return the lines of a file, coloured as the file's name asks for."""
    try:
        lexer = get_lexer_for_filename(file, stripnl=False, ensurenl=False)
    except ClassNotFound:
        lexer = TextLexer(stripnl=False, ensurenl=False)
    lines: list[Painted] = [[]]
    for token, value in lexer.get_tokens(text):
        kind = STANDARD_TYPES.get(token)
        while kind is None:
            token = token.parent
            kind = STANDARD_TYPES.get(token)
        first, *rest = value.split("\n")
        lines[-1].append((first, kind))
        lines += [[(part, kind)] for part in rest]
    return lines


class Sides:
    """Two versions of a file. Its tables are HTML."""

    def __init__(self, file: str, stages: tuple[int, int], texts: tuple[str, str]):
        self.stages = stages
        self.file = file
        self._first, self._second = (paint(text, file) for text in texts)

    def table(self, rows: Iterable[Row], label: str) -> str:
        """Return a table of the rows; those that differ are in a part of their own."""
        bodies = []
        for changed, run in groupby(rows, key=lambda row: row.changed):
            lines = "\n".join(self._row(row) for row in run)
            kind = "changed" if changed else "same"
            bodies.append(f'<tbody class="{kind}">\n{lines}\n</tbody>')
        first, second = self.stages
        return TABLE.format(
            label=escape(label, quote=True),
            first=first,
            second=second,
            bodies="\n".join(bodies),
        )

    def _row(self, row: Row) -> str:
        old: Pieces = [(row.first.text, False)] if row.first else []
        new: Pieces = [(row.second.text, False)] if row.second else []
        if row.changed and row.first and row.second:
            old, new = words(row.first.text, row.second.text)
        one, other = ("old", "new") if row.changed else ("", "again")
        left = _cells(row.first, one, old, self._first, "del" if row.changed else "")
        right = _cells(
            row.second, other, new, self._second, "ins" if row.changed else ""
        )
        return f"<tr>{left}{right}</tr>"


@cache
def words(first: str, second: str) -> tuple[Pieces, Pieces]:
    """Return both lines in pieces with whether the other lacks it; see marked().

    No piece is marked where all of a line would be.
    """
    pair = marked(first, second)
    if any(all(is_marked for _, is_marked in pieces) for pieces in pair):
        return [(first, False)], [(second, False)]
    one, other = (
        [part for text, is_marked in pieces for part in _trimmed(text, is_marked)]
        for pieces in pair
    )
    return one, other


def _trimmed(text: str, is_marked: bool) -> Pieces:
    """Return a piece in pieces of which those that are spaces only are not marked."""
    left = text[: len(text) - len(text.lstrip())]
    right = text[len(text.rstrip()) :] if text.strip() else ""
    parts = [(left, False), (text.strip(), is_marked), (right, False)]
    return [part for part in parts if part[0]]


def _cells(
    line: Line | None, kind: str, pieces: Pieces, painted: list[Painted], tag: str
) -> str:
    if line is None:
        return f'<td class="number none {kind}"></td><td class="none {kind}"></td>'
    code = "".join(_merged(pieces, painted[line.number - 1], tag))
    if tag:
        code = f"<{tag}>{code}</{tag}>"
    return f'<td class="number {kind}">{line.number}</td><td class="{kind}">{code}</td>'


def _merged(pieces: Pieces, painted: Painted, tag: str) -> Iterator[str]:
    """Yield the HTML of a line: words that the other lacks in <b>, inside of them spans."""
    rest = list(painted)
    for text, is_marked in pieces:
        spans, left = [], len(text)
        while left:
            part, kind = rest.pop(0)
            if len(part) > left:
                rest.insert(0, (part[left:], kind))
                part = part[:left]
            left -= len(part)
            if part:
                span = f'<span class="{kind}">{escape(part)}</span>'
                spans.append(span if kind else escape(part))
        code = "".join(spans)
        yield f'<b class="word">{code}</b>' if is_marked else code
