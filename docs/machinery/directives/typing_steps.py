"""The blocks in which a reader types a file: create, change, rewrite, copy, delete."""

from docutils import nodes
from docutils.parsers.rst import Directive
from pygments import highlight
from pygments.formatters import HtmlFormatter

from docs.machinery.languages import language_of
from docs.machinery.step_nodes import caption, code, fold, lexer_of
from docs.machinery.steps.blocks import Block, ChapterError
from docs.machinery.steps.placing import GONE, NEW, change_lines
from tests.steps import ROOT, get_step


class Step(Directive):
    """A step block. What it says is read as the reader robot reads it."""

    has_content = True
    final_argument_whitespace = True

    def block(self) -> Block:
        body = "".join(f"{line}\n" for line in self.content)
        options = {name: value or "" for name, value in self.options.items()}
        argument = " ".join(self.arguments)
        return Block(self.name, argument, options, body)

    def run(self) -> list[nodes.Node]:
        try:
            return [self.show(self.block())]
        except ChapterError as problem:
            raise self.error(problem.sentence) from None

    def show(self, block: Block) -> nodes.Node:
        raise NotImplementedError

    def box(self, *parts: nodes.Node) -> nodes.container:
        return nodes.container("", *parts, classes=["step", f"step-{self.name}"])


class Create(Step):
    required_arguments = 1

    def show(self, block):
        if not block.body.strip():
            return self.box(caption("Create", block.argument, more="an empty file"))
        return self.box(
            caption("Create", block.argument), code(block.body, block.argument)
        )


class Rewrite(Step):
    required_arguments = 1

    def show(self, block):
        return self.box(
            caption("Replace all of", block.argument), code(block.body, block.argument)
        )


class Change(Step):
    required_arguments = 1

    def show(self, block):
        return self.box(caption("Change", block.argument), changed(block))


class Copy(Step):
    required_arguments = 1

    def show(self, block):
        number = int("".join(filter(str.isdigit, self.page())) or 0)
        source = get_step(number).path / block.argument
        if not source.is_file():
            raise self.error(f"{source.relative_to(ROOT)} is not there")
        text = source.read_text(encoding="utf-8")
        lines = len(text.splitlines())
        size = f"{lines} line" + ("s" if lines != 1 else "")
        title = caption("Copy", block.argument, more=f"whole, {size}")
        return self.box(*fold(title, code(text, block.argument)))

    def page(self) -> str:
        return self.state.document.settings.env.docname


class Delete(Step):
    required_arguments = 1

    def show(self, block):
        return self.box(caption("Delete", *block.argument.split()))


def changed(block: Block) -> nodes.raw:
    """Return the lines of a {change} block: new ones marked, deleted ones struck.

    Without the deleted lines, the text is what stands in the file afterwards.
    """
    lines = change_lines(block)
    text = "".join(f"{line.text}\n" for line in lines)
    lexer = lexer_of(language_of(block.argument))
    html = highlight(text, lexer, HtmlFormatter(nowrap=True)).splitlines()
    shown = []
    for line, words in zip(lines, html, strict=True):
        if line.mark == NEW:
            shown.append(f'<ins class="new">{words}\n</ins>')
        elif line.mark == GONE:
            shown.append(f'<del class="gone">{words}\n</del>')
        else:
            shown.append(f'<span class="kept">{words}\n</span>')
    pre = f'<div class="highlight"><pre>{"".join(shown)}</pre></div>'
    return nodes.raw("", f'<div class="step-lines">{pre}</div>', format="html")


def setup(app):
    for directive in (Create, Rewrite, Change, Copy, Delete):
        app.add_directive(directive.__name__.lower(), directive)
