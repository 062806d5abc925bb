"""The sentences of a {see} block: what a reader does in tabs, and then sees.

One table serves both the robot, which does and checks it, and the page, which shows it.
"""

import re
from dataclasses import dataclass

from docs.machinery.steps.blocks import Block


@dataclass(frozen=True)
class Form:
    """A form of sentence. ``pattern`` has the groups number and text, where it has any.

    ``shown`` is for the page, with the text as code between backticks.
    """

    name: str
    pattern: str
    is_deed: bool
    shown: str


FORMS = (
    Form("opens", r"tab (?P<number>\d+) opens (?P<text>.+)", True, "tab {n}: open {t}"),
    Form(
        "types",
        r"tab (?P<number>\d+) types (?P<text>.+)",
        True,
        "tab {n}: type {t} and Enter",
    ),
    Form(
        "enters",
        r"tab (?P<number>\d+) enters (?P<text>.+)",
        True,
        "tab {n}: type the room name {t} and Enter",
    ),
    Form(
        "runs",
        r"tab (?P<number>\d+) runs (?P<text>.+)",
        True,
        "tab {n}, in the browser's console: {t}",
    ),
    Form("closes", r"tab (?P<number>\d+) closes", True, "tab {n}: close it"),
    Form("reloads", r"tab (?P<number>\d+) reloads", True, "tab {n}: reload the page"),
    Form(
        "shows nothing",
        r"tab (?P<number>\d+) shows nothing",
        False,
        "tab {n}: no message",
    ),
    Form(
        "shows", r"tab (?P<number>\d+) shows (?P<text>.+)", False, "tab {n}: {messages}"
    ),
    Form(
        "has the text",
        r"tab (?P<number>\d+) has the text (?P<text>.+)",
        False,
        "tab {n}: the page says {t}",
    ),
    Form(
        "is at",
        r"tab (?P<number>\d+) is at (?P<text>\S+)",
        False,
        "tab {n}: the address is now {t}",
    ),
    Form("log says", r"the log says (?P<text>.+)", False, "the server's log: {t}"),
    Form(
        "log does not say",
        r"the log does not say (?P<text>.+)",
        False,
        "the server's log: no {t}",
    ),
    Form(
        "terminal says",
        r"terminal (?P<number>\d+) says (?P<text>.+)",
        False,
        "terminal {n}: {t}",
    ),
)

SERVER_TERMINAL = 1  # whose output is "the log"


@dataclass(frozen=True)
class Sentence:
    """A sentence of a {see} block: which form, of which tab or terminal, with what."""

    form: Form
    number: int
    text: str
    words: str

    @property
    def messages(self) -> list[str]:
        """What a tab shows, one after the other."""
        return [message.strip() for message in self.text.split("|")]

    @property
    def shown(self) -> str:
        """The sentence for the page, with code between backticks."""
        messages = " then ".join(f"`{message}`" for message in self.messages)
        return self.form.shown.format(
            n=self.number, t=f"`{self.text}`", messages=messages
        )


def read_sentences(block: Block) -> list[Sentence]:
    """Return the sentences of a {see} block. Raise ChapterError for an unknown one."""
    sentences = [read_sentence(words.strip(), block) for words in block.lines]
    if not sentences:
        raise block.error("there is no sentence")
    return sentences


def read_sentence(words: str, block: Block) -> Sentence:
    for form in FORMS:
        if found := re.fullmatch(form.pattern, words):
            groups = found.groupdict()
            number = int(groups.get("number") or SERVER_TERMINAL)
            return Sentence(form, number, groups.get("text") or "", words)
    known = "; ".join(
        re.sub(r"\(\?P<(\w+)>.*?\)", r"\1", form.pattern) for form in FORMS
    )
    raise block.error(f"“{words}” is no sentence that is known. Known are: {known}")
