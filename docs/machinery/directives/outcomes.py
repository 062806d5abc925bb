"""The directive outcomes: what the reader sees at a stage, a row for each check.

    ```{outcomes} 1
    the_other_tab_in_the_room_stays_empty | `hello` | nothing | no new line
    not yet | the tabs do not hear each other
    ```

The first column is the sentence that the check prints. Cells are Markdown; a | in one
is written as \\|. Each check that decides the stage has a row.
"""

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from docs.machinery.outcomes import COLUMNS, Row, WrongRow, read_outcomes
from tests.steps import NUMBERS


class Outcomes(SphinxDirective):
    required_arguments = 1
    has_content = True

    def run(self):
        word = self.arguments[0]
        if not word.isdigit() or int(word) not in NUMBERS:
            raise self.error(f"outcomes: there is no stage {word}")
        try:
            rows = read_outcomes(list(self.content), int(word))
        except WrongRow as problem:
            line = self.lineno if problem.line is None else self.line_of(problem.line)
            return [self.reporter.error(f"outcomes {word}: {problem}", line=line)]
        return [self.table(rows)]

    def line_of(self, number: int) -> int:
        """Return the line of the page; MyST counts offsets from the directive's own."""
        return self.lineno + self.content_offset + number + 1

    def table(self, rows: list[Row]) -> nodes.table:
        table = nodes.table(classes=["outcomes"])
        group = nodes.tgroup(cols=len(COLUMNS))
        table += group
        for width in (34, 22, 22, 22):  # percent
            group += nodes.colspec(colwidth=width)
        head, body = nodes.thead(), nodes.tbody()
        head += table_row([nodes.Text(title)] for title in COLUMNS)
        for row in rows:
            body += self.row(row)
        group += [head, body]
        return table

    def row(self, row: Row) -> nodes.row:
        cells = [[nodes.Text(row.title)]]
        cells += [self.parse_cell(text, row.line) for text in row.cells]
        made = table_row(cells)
        if len(row.cells) == 1:
            made[-1]["morecols"] = len(COLUMNS) - 2
            made["classes"].append("not-yet")
        return made

    def parse_cell(self, text: str, line: int) -> list[nodes.Node]:
        parsed, messages = self.parse_inline(text, lineno=self.line_of(line))
        return [*parsed, *messages]


def table_row(cells) -> nodes.row:
    """Return a row of a table from lists of inline nodes."""
    row = nodes.row()
    for cell in cells:
        row += nodes.entry("", nodes.paragraph("", "", *cell))
    return row


def setup(app):
    app.add_directive("outcomes", Outcomes)
