"""The directive question: a question, and its answer folded below it.

:::{question} Why does tab 2 stay empty?
The answer.
:::
"""

from docutils import nodes
from sphinx.util.docutils import SphinxDirective


class folded(nodes.General, nodes.Element):  # noqa: N801, as docutils names its nodes
    """What a click unfolds: <details>. Its first child is a folded_title."""


class folded_title(nodes.General, nodes.TextElement):  # noqa: N801
    """What is seen of it before: <summary>."""


class Question(SphinxDirective):
    required_arguments = 1
    final_argument_whitespace = True
    has_content = True

    def run(self):
        if not any(line.strip() for line in self.content):
            raise self.error(f"question: no answer to: {self.arguments[0]}")
        title, messages = self.parse_inline(self.arguments[0], lineno=self.lineno)
        answer = nodes.container(classes=["answer"])
        self.state.nested_parse(self.content, self.content_offset, answer)
        return [
            folded(
                "",
                folded_title(self.arguments[0], "", *title),
                *messages,
                answer,
                classes=["question"],
            )
        ]


def visit_folded(translator, node):
    translator.body.append(translator.starttag(node, "details"))


def depart_folded(translator, node):
    translator.body.append("</details>\n")


def visit_folded_title(translator, node):
    translator.body.append(translator.starttag(node, "summary", ""))


def depart_folded_title(translator, node):
    translator.body.append("</summary>\n")


def setup(app):
    app.add_node(folded, html=(visit_folded, depart_folded))
    app.add_node(folded_title, html=(visit_folded_title, depart_folded_title))
    app.add_directive("question", Question)
