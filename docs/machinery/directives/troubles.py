"""Parts of the page on troubles.

{troubles} GROUP, {troubles-by-text}, {troubles-of-the-computer}
"""

from html import escape
from pathlib import Path

from docutils import nodes
from sphinx import addnodes
from sphinx.util.docutils import SphinxDirective

from docs.machinery.doctor_lines import TOPICS
from docs.machinery.troubles import (
    ORDER,
    Case,
    Entry,
    Group,
    Known,
    Missing,
    all_groups,
    by_text,
    order,
    searched,
)
from tests import mistakes
from tests.coach.hint import LEVELS
from tests.diagnosis import rules
from tests.doctor.lines import lines_of
from tests.mistakes.record import FILE

MISTAKES = tuple(Path(mistakes.__file__).parent.glob("*.toml"))
LONGEST = 110  # characters of an error in the index
UNSEEN = "That is as it should be. The mistake shows elsewhere, and the check finds it."
NOTHING = "nothing"


class Part(SphinxDirective):
    """A part of the page, made anew when a rule, a mistake or the record changes."""

    def groups(self) -> list[Group]:
        for file in (FILE, ORDER, *Path(rules.__file__).parent.glob("*.py"), *MISTAKES):
            self.env.note_dependency(str(file))
        try:
            return all_groups()
        except Missing as problem:
            raise self.error(str(problem)) from None


class Troubles(Part):
    """The entries of a group."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        [name] = self.arguments
        _, known = order()
        for group in self.groups():
            if group.id == name:
                return [self.entry(entry, known) for entry in group.entries]
        raise self.error(f"docs/troubleshooting.toml has no group {name}")

    def section(self, name: str, title: str) -> nodes.section:
        section = nodes.section(ids=[name], names=[name])
        section += nodes.title("", title)
        self.state.document.note_explicit_target(section, section)
        return section

    def entry(self, entry: Entry, known: list[Known]) -> nodes.section:
        rule = entry.rule
        known = [one for one in known if rule.id in one.rules]
        section = self.section(rule.id, rule.summary.rstrip("."))
        section["classes"] = ["trouble"]
        errors = [text for case in entry.cases for text in case.errors]
        errors += [one.words.rstrip(".") for one in known]
        section += index_of(rule.id, errors)
        for number, case in enumerate(entry.cases):
            section += case_of(case, alone=len(entry.cases) == 1, first=number == 0)
        for one in known:
            section += paragraph(f"{one.when}:")
            section += block(one.text)
        section += hints(rule.id, rule.hints)
        return section


class ByText(Part):
    """A list of all texts of errors, with links to the entries."""

    def run(self) -> list[nodes.Node]:
        found = by_text(self.groups(), order()[1])
        listed = nodes.bullet_list(classes=["by-text"])
        for text, ids in found:
            line = nodes.paragraph("", "", nodes.literal("", text), nodes.Text(" → "))
            for number, name in enumerate(ids):
                line += [nodes.Text(", ")] if number else []
                line += nodes.reference("", name, refid=name)
            listed += nodes.list_item("", line)
        says = f"All {len(found)} texts of errors, in order of the alphabet"
        return folded(says, [listed])


class OfTheComputer(Part):
    """What nox -s doctor says, by topic."""

    def run(self) -> list[nodes.Node]:
        found = []
        for title, look in TOPICS:
            lines = [line for finding in look() for line in lines_of(finding)]
            found += folded(title, [block("\n".join(lines), wrapped=True)])
        return found


def case_of(case: Case, *, alone: bool, first: bool) -> list[nodes.Node]:
    """Return a mistake: what was done, what is seen and said, the edit."""
    what = f"{case.mistake.mistake} (stage {case.mistake.stage})"
    body = [
        *seen(case),
        label("What the check says"),
        block(case.message, wrapped=True),
        *folded("The mistake, as a change of our stage", [block(case.diff(), "diff")]),
    ]
    if alone or first:
        return [label("For example", what), *body]
    return folded(f"Also: {what}", body)


def seen(case: Case) -> list[nodes.Node]:
    """Return what a learner sees, who types hello in the first of two tabs."""
    found: list[nodes.Node] = [label("What you see", sentence_on(case))]
    for name, title in (("log", "In the server's log"), ("console", "In the console")):
        if lines := case.seen.get(name):
            found += [paragraph(f"{title}:"), block("\n".join(lines))]
    return found


def sentence_on(case: Case) -> str:
    """Return what pages, tabs and sockets show."""
    parts = [f"in place of {page}" for page in case.seen.get("pages", [])]
    for number, lines in enumerate(case.seen.get("tabs", []), start=1):
        if lines is None:
            continue
        shows = ", ".join(f'"{line}"' for line in lines) or NOTHING
        parts.append(f"tab {number} shows {shows}")
    codes = [str(code) for code in case.seen.get("codes", [])]
    if codes:
        parts.append(f"the WebSocket is closed with code {' and '.join(codes)}")
    if not parts:
        return "no page at all."
    if case.seen.get("tabs"):
        parts[0] = f'when you type "hello" in tab 1: {parts[0]}'
    return "; ".join(parts) + (f". {UNSEEN}" if is_unseen(case) else ".")


def is_unseen(case: Case) -> bool:
    """Whether all looks as in the stage without the mistake."""
    other = [] if case.mistake.stage == 1 else ["hello"]
    elsewhere = (case.seen.get(name) for name in ("console", "codes", "pages"))
    right = case.seen.get("tabs") == [["hello"], other]
    return right and not case.errors and not any(elsewhere)


def index_of(name: str, texts: list[str]) -> addnodes.index:
    """Return entries of the index, by which the search finds the entry itself."""
    entries = []
    parts = [part for text in texts for part in searched(text)]
    for text in dict.fromkeys(parts):
        plain = text.replace(";", ",")[:LONGEST]
        entries.append(("single", plain, name, "", None))
    return addnodes.index(entries=entries)


def hints(name: str, texts: tuple[str, ...]) -> list[nodes.Node]:
    body = []
    for level, text in zip(LEVELS, texts, strict=True):
        body += [label(level[0].upper() + level[1:]), block(text, wrapped=True)]
    return folded(f"Three hints, as nox -s hint -- {name} gives them", body)


def label(text: str, more: str = "") -> nodes.paragraph:
    """Return a line that begins with bold words."""
    line = nodes.paragraph(
        "", "", nodes.strong("", f"{text}: " if more else f"{text}:")
    )
    if more:
        line += nodes.Text(more)
    return line


def paragraph(text: str) -> nodes.paragraph:
    return nodes.paragraph("", text)


def block(text: str, language: str = "text", *, wrapped: bool = False):
    """Return lines as they are. ``wrapped`` ones are broken where the page ends."""
    literal = nodes.literal_block(text, text, language=language)
    if wrapped:
        literal["classes"] = ["wrapped"]
    return literal


def folded(summary: str, body: list[nodes.Node]) -> list[nodes.Node]:
    """Return the nodes below a line that opens them."""
    begin = f"<details><summary>{escape(summary)}</summary>"
    return [
        nodes.raw("", begin, format="html"),
        *body,
        nodes.raw("", "</details>", format="html"),
    ]


def setup(app):
    app.add_directive("troubles", Troubles)
    app.add_directive("troubles-by-text", ByText)
    app.add_directive("troubles-of-the-computer", OfTheComputer)
