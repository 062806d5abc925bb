"""```{exercises} 1: the exercises of a stage, each with hints and solution folded."""

import ast
from contextlib import suppress
from itertools import groupby
from textwrap import dedent

from docutils import nodes
from docutils.statemachine import StringList
from sphinx.util.docutils import SphinxDirective

from docs.machinery.directives.question import folded, folded_title
from docs.machinery.languages import language_of
from tests.exercises.entries import BadExercise, Exercise, exercises_of
from tests.exercises.patches import CHANGED, DELETED, FilePatch
from tests.steps import NUMBERS

WHAT = {CHANGED: "changes", "new": "is new", DELETED: "is deleted"}
CODE = "    "
"""What a line of a hint begins with that is code, or what stands before code in it."""
LEVELS = ("where to look", "what is missing", "the lines")


class Exercises(SphinxDirective):
    """Argument: the number of a stage."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        [word] = self.arguments
        if not word.isdigit() or int(word) not in NUMBERS:
            raise self.error(f"There is no stage {word}; the stages are 1, 2 and 3.")
        try:
            return [self.section(exercise) for exercise in exercises_of(int(word))]
        except BadExercise as problem:
            raise self.error(str(problem)) from None

    def section(self, exercise: Exercise) -> nodes.section:
        for path in exercise.folder.rglob("*"):
            self.env.note_dependency(str(path))
        section = nodes.section(ids=[exercise.hint_id], names=[exercise.hint_id])
        section += nodes.title("", exercise.title)
        self.state.document.note_explicit_target(section)
        section += nodes.paragraph("", f"About {exercise.minutes} minutes.")
        self.parse(exercise.text, exercise, "text.md", section)
        section += nodes.paragraph("", "When you think that it works:")
        command = f"nox -s check -- {exercise.stage} PATH --exercise {exercise.name}"
        section += code(command, "console")
        section += self.hints(exercise)
        parts = [
            part for patch in exercise.solution for part in self.file(exercise, patch)
        ]
        section += unfolds("A solution", parts)
        return section

    def parse(
        self, text: str, exercise: Exercise, file: str, node: nodes.Element
    ) -> None:
        """Add the Markdown text to the node."""
        source = f"tests/exercises/{exercise.name}/{file}"
        lines = StringList(text.splitlines(), source=source)
        self.state.nested_parse(lines, self.content_offset, node)

    def hints(self, exercise: Exercise) -> folded:
        """Return the first hint; each of the others is folded in the one before."""
        inner: list[nodes.Node] = []
        for number in (2, 1, 0):
            text = paragraphs(exercise.hints[number])
            title = f"Hint {number + 1}, {LEVELS[number]}"
            inner = [unfolds(title, [*text, *inner])]
        return inner[0]

    def file(self, exercise: Exercise, patch: FilePatch) -> list[nodes.Node]:
        """Return a line that names the file, and what becomes of it."""
        name = nodes.paragraph("", "", nodes.literal("", patch.file))
        name += nodes.Text(f" {WHAT[patch.what]}")
        if patch.what == DELETED:
            return [name]
        if patch.what == CHANGED:
            return [name, code(patch.diff, "diff")]
        if not patch.content:
            name += nodes.Text(", and empty")
            return [name]
        return [name, code(patch.content, language_of(patch.file))]


def code(text: str, language: str) -> nodes.literal_block:
    text = text.rstrip("\n")
    return nodes.literal_block(text, text, language=language)


def language_of_hint(text: str) -> str:
    """Return what the lines of a hint are written in; "text" where that is not clear."""
    with suppress(SyntaxError):
        ast.parse(text)
        return "python"
    if text.startswith("<"):
        return "html+django"
    return "js" if ";\n" in f"{text.rstrip()}\n" else "text"


def paragraphs(text: str) -> list[nodes.Node]:
    """Return paragraphs of plain text; what has code in it stands as it is typed."""
    found = []
    for has_code, parts in groupby(text.split("\n\n"), lambda part: CODE in part):
        if has_code:
            lines = dedent("\n\n".join(parts))
            found.append(code(lines, language_of_hint(lines)))
            continue
        for part in parts:
            # Names of code stand in it: no quote may be made round.
            found.append(nodes.paragraph("", support_smartquotes=False))
            found[-1] += nodes.Text(part.replace("\n", " "))
    return found


def unfolds(summary: str, inside: list[nodes.Node]) -> folded:
    """Return the nodes in an element that opens when its summary is clicked."""
    return folded("", folded_title("", summary), *inside, classes=["exercise"])


def setup(app):
    app.add_directive("exercises", Exercises)
