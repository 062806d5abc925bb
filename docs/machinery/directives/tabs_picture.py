"""The directive tabs-picture: the two tabs of a running stage, photographed.

    ```{tabs-picture} 1
    ```

``nox -s pictures`` makes it; what it shows is in tests/harness/talks.py.
"""

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from docs.machinery.places import DOCS, PICTURES
from tests.harness.talks import TALKS, talk_of


class TabsPicture(SphinxDirective):
    required_arguments = 1

    def run(self):
        word = self.arguments[0]
        if word not in {str(talk.stage) for talk in TALKS}:
            raise self.error(f"tabs-picture: there is no talk at stage {word}")
        talk = talk_of(int(word))
        file = PICTURES / talk.file_name
        if not file.is_file():
            raise self.error(f"tabs-picture: no {file.name}; make it: nox -s pictures")
        address = f"/{file.relative_to(DOCS).as_posix()}"
        path, _ = self.env.relfn2path(address)
        image = nodes.image(uri=path, alt=talk.alternative)
        self.set_source_info(image)
        return [nodes.figure("", image, classes=["tabs-picture"])]


def setup(app):
    app.add_directive("tabs-picture", TabsPicture)
