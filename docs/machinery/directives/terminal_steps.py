"""What a reader types in a terminal or at the prompt of manage.py shell."""

import re

from docutils import nodes
from docutils.parsers.rst import Directive
from docutils.parsers.rst.directives import flag, unchanged

from docs.machinery.directives.typing_steps import Step
from docs.machinery.step_nodes import caption, console
from docs.machinery.steps.commands import read_commands, terminal_number
from docs.machinery.steps.recordings import file_of, read_recording

TYPED = {"number": unchanged, "record": unchanged, "fails": flag, "not-run": unchanged}
SHELL = {**TYPED, "goes-on": flag}
SERVER = {"keeps-running": flag, "ready": unchanged, "interrupt-first": flag}
TERMINAL = {**TYPED, **SERVER}
"""How the options are read that docs/machinery/steps/blocks.py names."""


SHELL_BEGINS = re.compile(r"\A.*imported automatically.*\n+")
"""What manage.py shell prints first. A reader who has not left it does not see it again."""


def printed(
    directive: Directive, name: str, leave_out: re.Pattern | None = None
) -> list[nodes.Node]:
    """Return what was recorded under this name, below a line that says so."""
    note_recording(directive, name)
    try:
        text = read_recording(name)
    except FileNotFoundError:
        raise directive.error(
            f"docs/recorded/{name}.txt is not there: nox -s record makes it"
        ) from None
    if leave_out:
        text = leave_out.sub("", text)
    line = nodes.paragraph("", "It prints", classes=["step-prints"])
    return [line, nodes.container("", console(text), classes=["prints"])]


def note_recording(directive: Directive, name: str) -> None:
    """Let the page be built anew when the recording changes."""
    environment = directive.state.document.settings.env
    environment.note_dependency(str(file_of(name)))


class Terminal(Step):
    option_spec = TERMINAL

    def show(self, block):
        commands = read_commands(block)
        title = caption(f"Terminal {terminal_number(block)}", more=self.remarks(block))
        parts = [title]
        if "interrupt-first" in block.options:
            stop = "Stop what runs there with Ctrl-C, then type:"
            parts.append(nodes.paragraph("", stop, classes=["step-first"]))
        typed = "\n".join(command.typed for command in commands)
        parts.append(nodes.container("", console(typed), classes=["typed"]))
        if name := block.options.get("record"):
            parts += printed(self, name)
        return self.box(*parts)

    def remarks(self, block) -> str:
        if "keeps-running" in block.options:
            return "it keeps running; leave the terminal open"
        return "it fails" if "fails" in block.options else ""


class Interrupt(Step):
    optional_arguments = 1
    has_content = False

    def show(self, block):
        title = caption(f"Terminal {terminal_number(block)}")
        title += nodes.Text(": press ")
        title += nodes.inline("", "Ctrl-C", classes=["kbd"])
        return self.box(title)


class Shell(Step):
    option_spec = SHELL

    def show(self, block):
        where = (
            f"Terminal {terminal_number(block)}, at"
            if block.options.get("number")
            else "At"
        )
        title = caption(f"{where} the prompt of", "python manage.py shell")
        if name := block.options.get("record"):
            # What is printed has the statements in it, behind the prompt, and the copy
            # button takes those.
            begins = SHELL_BEGINS if "goes-on" in block.options else None
            _, transcript = printed(self, name, begins)
            transcript["classes"] = ["typed"]
            return self.box(title, transcript)
        typed = nodes.container("", console(block.body, "python"), classes=["typed"])
        return self.box(title, typed)


class Recorded(Directive):
    """What a command prints: the argument is the name of the recording."""

    required_arguments = 1

    def run(self):
        _, shown = printed(self, self.arguments[0])
        return [nodes.container("", shown, classes=["step", "step-recorded"])]


def setup(app):
    for directive in (Terminal, Interrupt, Shell, Recorded):
        app.add_directive(directive.__name__.lower(), directive)
