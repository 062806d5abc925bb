"""Parts from which directives build what a reader sees of a step."""

from docutils import nodes
from pygments.lexer import Lexer
from pygments.lexers import get_lexer_by_name

from docs.machinery.languages import language_of


def lexer_of(language: str) -> Lexer:
    """Return a lexer that gives back each line that it got, also empty ones."""
    return get_lexer_by_name(language, stripnl=False, ensurenl=True)


def caption(what: str, *names: str, more: str = "") -> nodes.paragraph:
    """Return the line above a step: what to do with which files."""
    line = nodes.paragraph(classes=["step-caption"])
    line += nodes.strong("", what)
    for number, name in enumerate(names):
        line += nodes.Text(", " if number else " ")
        line += nodes.literal("", name)
    if more:
        line += nodes.Text(f" ({more})")
    return line


def code(text: str, file: str) -> nodes.literal_block:
    """Return the text of a file, coloured for its language."""
    return console(text, language_of(file))


def console(text: str, language: str = "text") -> nodes.literal_block:
    text = text.rstrip("\n")
    return nodes.literal_block(text, text, language=language, force=True)


def fold(title: nodes.paragraph, *parts: nodes.Node) -> list[nodes.Node]:
    """Return the parts, folded away below the title."""
    return [
        nodes.raw("", '<details class="step-fold"><summary>', format="html"),
        title,
        nodes.raw("", "</summary>", format="html"),
        *parts,
        nodes.raw("", "</details>", format="html"),
    ]


def with_code(text: str) -> list[nodes.Node]:
    """Return the text, what stands between backticks as code."""
    return [
        nodes.literal("", part) if number % 2 else nodes.Text(part)
        for number, part in enumerate(text.split("`"))
        if part
    ]
