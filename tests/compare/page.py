"""The page of nox -s diff --html: both sides beside each other, in one file."""

from collections.abc import Iterator
from html import escape
from itertools import groupby
from pathlib import Path
from string import Template

from tests.compare.folders import NO_FILE, Change
from tests.compare.hunks import places_to_show
from tests.compare.rows import Line, Row
from tests.compare.words import Pieces, marked

HERE = Path(__file__).parent
MARK = "<!-- nox -s diff -->"  # in page.html: a page of ours, which may be replaced
WORTH_FOLDING = 4  # rows; fewer are shown rather than hidden behind a line

Pair = tuple[str, str]

LINES = """\
<table class="lines">
<colgroup><col class="number"><col><col class="number"><col></colgroup>
{head}<tbody>
{rows}
</tbody>
</table>"""


def page(title: str, remarks: list[str], changes: list[Change]) -> str:
    """Return the HTML. Nothing in the files that differ becomes a part of it."""
    template = Template((HERE / "page.html").read_text(encoding="utf-8"))
    return template.substitute(
        title=escape(title),
        style=(HERE / "page.css").read_text(encoding="utf-8"),
        remarks="\n".join(f"<p>{escape(remark)}</p>" for remark in remarks),
        summary=_summary(changes) if changes else "",
        files="\n".join(
            _file(number, change) for number, change in enumerate(changes, start=1)
        ),
    )


def _summary(changes: list[Change]) -> str:
    rows = [
        f'<tr><td><a href="#file-{number}">{escape(change.name)}</a></td>'
        f'<td class="count">+{change.count("+")}</td>'
        f'<td class="count">−{change.count("-")}</td>'
        f'<td class="note">{escape(", ".join(_notes(change)))}</td></tr>'
        for number, change in enumerate(changes, start=1)
    ]
    return '<table class="list">\n{}\n</table>'.format("\n".join(rows))


def _notes(change: Change) -> list[str]:
    return [*([change.kind] if change.kind != "changed" else []), *change.notes]


def _file(number: int, change: Change) -> str:
    notes = "".join(f" · {escape(note)}" for note in _notes(change))
    first, second = (line[4:] for line in change.diff[:2])  # below "--- " and "+++ "
    return (
        f'<details class="file" id="file-{number}" open>\n'
        f'<summary><h2>{escape(change.name)}</h2><span class="note">{notes}</span>'
        f"</summary>\n{''.join(_parts(change, (first, second)))}</details>"
    )


def _parts(change: Change, heads: Pair) -> Iterator[str]:
    """Yield the tables of a file: what differs open, what agrees folded."""
    if not change.rows:
        yield "<p>No line to show.</p>\n"
        return
    head = _head(heads)
    for is_near, rows in _near(change.rows):
        table = LINES.format(head=head, rows="\n".join(map(_row, rows)))
        if is_near:
            yield f"{table}\n"
        else:
            says = f"{len(rows)} lines that say the same"
            yield f'<details class="same"><summary>{says}</summary>{table}</details>\n'
        head = ""


def _near(rows: tuple[Row, ...]) -> list[tuple[bool, list[Row]]]:
    """Return the rows in runs, each with whether it is near one that differs."""
    near = places_to_show(rows)
    runs = [
        (is_near, [row for _, row in run])
        for is_near, run in groupby(enumerate(rows), key=lambda item: item[0] in near)
    ]
    short = groupby(runs, key=lambda run: run[0] or len(run[1]) < WORTH_FOLDING)
    return [
        (is_near, [row for _, run in several for row in run])
        for is_near, several in short
    ]


def _head(heads: Pair) -> str:
    names = ("no such file" if name == NO_FILE else name for name in heads)
    cells = "".join(
        f'<th colspan="2" scope="col">{escape(name)}</th>' for name in names
    )
    return f"<thead><tr>{cells}</tr></thead>\n"


def _row(row: Row) -> str:
    left: Pieces = [(row.first.text, row.changed)] if row.first else []
    right: Pieces = [(row.second.text, row.changed)] if row.second else []
    if row.changed and row.first and row.second:
        left, right = marked(row.first.text, row.second.text)
    kind = "changed" if row.changed else "same"
    again = " again" if row.first and row.second else ""
    cells = [
        *_cells(row.first, left, "old" if row.changed else "", "del", ""),
        *_cells(
            row.second, right, "new" if row.changed else "", "ins", f" right{again}"
        ),
    ]
    return f'<tr class="{kind}">{"".join(cells)}</tr>'


def _cells(
    line: Line | None, pieces: Pieces, colour: str, tag: str, place: str
) -> Iterator[str]:
    if line is None:
        yield f'<td class="number none{place}"></td><td class="none"></td>'
        return
    whole = all(is_marked for _, is_marked in pieces)
    text = "".join(
        _piece(piece, tag if is_marked else "", whole) for piece, is_marked in pieces
    )
    yield f'<td class="number {colour}{place}">{line.number}</td>'
    yield f'<td class="{colour}{place.replace(" right", "")}">{text}</td>'


def _piece(text: str, tag: str, whole: bool) -> str:
    if not tag or not text:
        return escape(text)
    mark = "" if whole else ' class="word"'
    return f"<{tag}{mark}>{escape(text)}</{tag}>"
