"""The directive mistake-said: what nox -s check prints of a known mistake.

    ```{mistake-said} handler-misnamed
    ```

The argument names a file of tests/mistakes/. What is printed was recorded by
``nox -s mistakes -- --record``, into docs/recorded/mistakes.json.
"""

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from docs.machinery.troubles import Case
from tests.mistakes.entries import all_mistakes
from tests.mistakes.record import COMMAND, FILE, read_record


class MistakeSaid(SphinxDirective):
    required_arguments = 1

    def run(self):
        name = self.arguments[0]
        mistakes = {one.id: one for one in all_mistakes()}
        if name not in mistakes:
            raise self.error(f"mistake-said: there is no tests/mistakes/{name}.toml")
        self.env.note_dependency(str(FILE))
        recorded = read_record()["mistakes"]
        if name not in recorded:
            raise self.error(f"mistake-said {name}: record it: {COMMAND} {name}")
        said = Case(mistakes[name], recorded[name]).message
        block = nodes.literal_block(said, said, language="text")
        self.set_source_info(block)
        return [block]


def setup(app):
    app.add_directive("mistake-said", MistakeSaid)
