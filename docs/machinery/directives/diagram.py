"""The directive diagram: SVG from text, see docs/machinery/drawing/.

    ```{diagram} echo
    :alt: Tab 1 sends a frame to its ChatConsumer, which sends it back.

    Tab 1 -> ChatConsumer: `{"message": "hello"}`
    ChatConsumer -> Tab 1: `{"message": "hello"}`
    ```

With ``:boxes:`` the body is of boxes in boxes. ``:alt:`` is for readers who do not see
it, and ``:caption:`` for all. The argument is the name of the diagram in its page.
"""

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxDirective

from docs.machinery.drawing import (
    WrongDiagram,
    draw_boxes,
    draw_path,
    read_boxes,
    read_path,
)

OPTIONS = {
    "alt": directives.unchanged_required,
    "boxes": directives.flag,
    "caption": directives.unchanged_required,
}


class Diagram(SphinxDirective):
    required_arguments = 1
    has_content = True
    option_spec = OPTIONS

    def run(self):
        name = self.arguments[0]
        alternative = " ".join(self.options.get("alt", "").split())
        if not alternative:
            raise self.error(
                f"diagram {name}: :alt: is missing, for who does not see it"
            )
        try:
            drawn = self.draw(alternative)
        except WrongDiagram as problem:
            line = self.lineno
            if problem.line is not None:  # MyST counts from the directive's own line
                line += self.content_offset + problem.line + 1
            return [self.reporter.error(f"diagram {name}: {problem}", line=line)]
        figure = nodes.figure("", nodes.raw("", drawn, format="html"))
        figure["classes"] += ["diagram"]
        figure["ids"].append(nodes.make_id(f"diagram-{name}"))
        if caption := self.options.get("caption"):
            shown, messages = self.parse_inline(caption, lineno=self.lineno)
            figure += [nodes.caption(caption, "", *shown), *messages]
        return [figure]

    def draw(self, alternative: str) -> str:
        lines = list(self.content)
        if "boxes" in self.options:
            return draw_boxes(read_boxes(lines), alternative)
        return draw_path(read_path(lines), alternative)


def setup(app):
    app.add_directive("diagram", Diagram)
