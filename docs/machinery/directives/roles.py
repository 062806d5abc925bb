"""The roles check, version, measured and nox: facts inside a sentence."""

from docutils import nodes
from sphinx.util.docutils import SphinxRole

from docs.machinery.facts import NoSuchFact, figure, nox_command, version_of
from docs.machinery.outcomes import WrongRow, check_title
from docs.machinery.places import CONSTRAINTS, FIGURES, NOXFILE


class FactRole(SphinxRole):
    """A role that shows what ``find()`` returns, or an error with page and line."""

    source = None
    """The file that decides it; when it changes, the page is made again."""
    node = nodes.inline

    def run(self):
        if self.source:
            self.env.note_dependency(str(self.source))
        try:
            shown = self.find(self.text)
        except (NoSuchFact, WrongRow) as problem:
            message = self.inliner.reporter.error(
                f"{{{self.name}}}`{self.text}`: {problem}", line=self.lineno
            )
            return [nodes.problematic(self.rawtext, self.rawtext)], [message]
        return [self.node(self.rawtext, shown, classes=[self.name])], []


class CheckRole(FactRole):
    """{check}`a_WebSocket_handshake_is_accepted`: the sentence that the check prints."""

    def find(self, text: str) -> str:
        return check_title(text)


class VersionRole(FactRole):
    """{version}`channels`: the version in constraints.txt."""

    source = CONSTRAINTS

    def find(self, text: str) -> str:
        return version_of(text, CONSTRAINTS.read_text(encoding="utf-8"))


class MeasuredRole(FactRole):
    """{measured}`consumers.rooms`: a value of docs/figures.json."""

    source = FIGURES

    def find(self, text: str) -> str:
        return figure(text)


class NoxRole(FactRole):
    """{nox}`check -- 1`: the command, which must be there."""

    source = NOXFILE
    node = nodes.literal

    def find(self, text: str) -> str:
        return nox_command(text)


def setup(app):
    app.add_role("check", CheckRole())
    app.add_role("version", VersionRole())
    app.add_role("measured", MeasuredRole())
    app.add_role("nox", NoxRole())
