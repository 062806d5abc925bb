"""What a reader does in tabs, and then sees."""

from docutils import nodes

from docs.machinery.directives.typing_steps import Step
from docs.machinery.step_nodes import with_code
from docs.machinery.steps.sentences import read_sentences


class See(Step):
    """A list of what one does and what one sees, each with a word that says which."""

    def show(self, block):
        items = nodes.bullet_list(classes=["see-list"])
        for sentence in read_sentences(block):
            does = sentence.form.is_deed
            label = nodes.strong("", "You do" if does else "You see")
            text = nodes.paragraph("", "", label, nodes.Text(" "))
            text += with_code(sentence.shown)
            items += nodes.list_item("", text, classes=["do" if does else "see"])
        return self.box(items)


def setup(app):
    app.add_directive("see", See)
