"""The directives from-stage and from-file: code that stands in the repository.

    ```{from-stage} 3 chat/consumers.py
    :part: ChatConsumer.connect
    :marked: group_add
    ```

Without options the whole file is shown. ``part`` is a Python object by its name;
``start`` and ``end`` are pieces of the first and the last line. The text is never in
the page itself, so it cannot be another than in the file.
"""

from pathlib import Path

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.directives.code import container_wrapper
from sphinx.util.docutils import SphinxDirective

from docs.machinery.excerpts import Excerpt, NotInFile, excerpt
from docs.machinery.languages import language_of
from tests.steps import NUMBERS, ROOT, get_step


class FromFile(SphinxDirective):
    """A file of the repository, or a part of it."""

    required_arguments = 1
    final_argument_whitespace = True
    option_spec = dict.fromkeys(
        ("part", "start", "end", "marked"), directives.unchanged_required
    )

    def place(self) -> tuple[Path, str]:
        """Return the file and what the reader sees as its name. Raise NotInFile."""
        return ROOT / self.arguments[0], self.arguments[0]

    def run(self):
        try:
            path, shown = self.place()
            self.env.note_dependency(str(path))
            found = excerpt(path, **self.options)
        except NotInFile as problem:
            raise self.error(f"{self.name} {self.arguments[0]}: {problem}") from None
        return [self.block(found, shown)]

    def block(self, found: Excerpt, shown: str) -> nodes.Node:
        block = nodes.literal_block(found.text, found.text)
        block["language"] = language_of(shown)
        if found.marked:
            block["highlight_args"] = {"hl_lines": list(found.marked)}
        self.set_source_info(block)
        part = self.options.get("part")
        caption = f"`{shown}`, `{part}`" if part else f"`{shown}`"
        wrapped = container_wrapper(self, block, caption)
        wrapped["classes"].append("pulled")
        return wrapped


class FromStage(FromFile):
    """A file of a stage, or a part of it."""

    def place(self) -> tuple[Path, str]:
        number, _, name = self.arguments[0].partition(" ")
        if not number.isdigit() or int(number) not in NUMBERS or not name:
            raise NotInFile("a stage and a file are needed, as in: 3 chat/consumers.py")
        return get_step(int(number)).path / name.strip(), name.strip()


def setup(app):
    app.add_directive("from-file", FromFile)
    app.add_directive("from-stage", FromStage)
