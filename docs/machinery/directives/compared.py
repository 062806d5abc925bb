"""{compared} 1 2: what changes from one stage to the next, each hunk with its reason."""

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from docs.machinery.compared import (
    Shown,
    explanation_of,
    identical_files,
    parts,
    problems,
    sides_of,
)
from docs.machinery.hunks import BOOK, EXPLANATIONS, PAIRS, changes_of
from docs.machinery.sides import Sides
from docs.machinery.typed import line_where_typed
from tests.compare.folders import Change
from tests.compare.rows import Row
from tests.harness.files import files_of
from tests.steps import get_step


class Typed(nodes.General, nodes.Inline, nodes.Element):
    """Becomes a link to the section of a chapter in which a line stands.

    ``chapter`` is a document, ``line`` a number or None for the chapter as a whole.
    """


class Compared(SphinxDirective):
    required_arguments = 2

    def run(self) -> list[nodes.Node]:
        stages = tuple(map(int, self.arguments))
        if stages not in PAIRS:
            raise self.error(f"the book compares {PAIRS}, and not {stages}")
        self.note_files(stages)
        if wrong := problems(stages):
            raise self.error("\n\n".join(wrong))
        changes = changes_of(stages)
        return [
            *self.summary(stages, changes),
            *(self.file(stages, change) for change in changes),
        ]

    def note_files(self, stages: tuple[int, int]) -> None:
        """The page is made anew when one of these has changed."""
        files = [EXPLANATIONS, BOOK / f"{chapter_of(stages)}.md"]
        for number in stages:
            files += files_of(get_step(number).path).values()
        for file in files:
            self.env.note_dependency(str(file))

    def summary(self, stages, changes: list[Change]) -> list[nodes.Node]:
        lines = ["| file | − lines | + lines |", "| --- | ---: | ---: |"]
        for change in changes:
            link = f'<a href="#{anchor(change)}"><code>{change.name}</code></a>'
            lines.append(f"| {link} | {change.count('-')} | {change.count('+')} |")
        same = identical_files(stages)
        names = "".join(f"<li><code>{name}</code></li>" for name in sorted(same))
        folded = (
            f'<details class="same-files"><summary>{len(same)} files are the same, byte '
            f"for byte</summary><ul>{names}</ul></details>"
        )
        return [*self.parse_text_to_nodes("\n".join(lines)), raw(folded)]

    def file(self, stages, change: Change) -> nodes.section:
        section = nodes.section(ids=[anchor(change)], names=[change.name])
        title = nodes.title("", "", nodes.literal("", change.name))
        section += title
        self.state.document.note_implicit_target(section, section)
        sides = sides_of(stages, change)
        shown, rest = parts(stages, change)
        for number, one in enumerate(shown, start=1):
            section += folded_rows(sides, one.folded, change.name)
            section += self.hunk(sides, one, f"{change.name}, change {number}")
        section += folded_rows(sides, rest, change.name)
        return section

    def hunk(self, sides: Sides, shown: Shown, label: str) -> nodes.container:
        hunk = shown.hunk
        box = nodes.container(classes=["hunk"])
        why = nodes.container(classes=["why"])
        why += self.parse_text_to_nodes(explanation_of(hunk).why)
        chapter = chapter_of(hunk.stages)
        text = (BOOK / f"{chapter}.md").read_text(encoding="utf-8")
        line = line_where_typed(text, hunk.file, hunk.lines)
        why[-1] += [nodes.Text(" In the chapter: "), Typed(chapter=chapter, line=line)]
        box += [why, raw(sides.table(shown.rows, label))]
        return box


def chapter_of(stages: tuple[int, int]) -> str:
    """Return the document that leads from the first of the stages to the second."""
    return f"stage{stages[1]}"


def anchor(change: Change) -> str:
    return nodes.make_id(change.name)


def raw(html: str) -> nodes.raw:
    return nodes.raw("", html, format="html")


def folded_rows(sides: Sides, rows: tuple[Row, ...], name: str) -> list[nodes.Node]:
    if not rows:
        return []
    says = f"{len(rows)} lines that stay the same"
    table = sides.table(rows, f"{name}, {says}")
    return [
        raw(f'<details class="same-lines"><summary>{says}</summary>{table}</details>')
    ]


def link_to_sections(app, doctree: nodes.document, docname: str) -> None:
    """Put links in the place of each Typed: all chapters have been read now."""
    for typed in list(doctree.findall(Typed)):
        chapter, line = typed["chapter"], typed["line"]
        slugs = app.env.metadata[chapter].get("myst_slugs", {})
        above = [found for found in slugs.values() if line and found[0] <= line]
        place, title = "", app.env.titles[chapter].astext()
        if above:
            _, name, title = max(above, key=lambda found: found[0])
            place = f"#{name}"
        address = app.builder.get_relative_uri(docname, chapter) + place
        link = nodes.reference("", title, refuri=address, internal=True)
        typed.replace_self([link, nodes.Text(".")])


def setup(app):
    app.add_directive("compared", Compared)
    app.add_node(Typed)
    app.connect("doctree-resolved", link_to_sections)
