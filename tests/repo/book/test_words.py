"""What the texts of the workbook name is there: commands, pages, places in a page."""

import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from docs.machinery.facts import session_names
from tests.steps import ROOT

COMMAND = re.compile(r"(?:\bnox|noxfile\.py) -s +([a-z][a-z0-9_-]*)")
LINK = re.compile(r"\]\(([^)\s]+)\)")
FIGURE = re.compile(
    r"\b\d+(?:\.\d+)? ?(?:ms|milliseconds|%|percent)\b|\b\d[\d.]* times (?:as|more|less)"
)
NEEDS = re.compile(
    r'<(?:script|img|iframe)\b[^>]*\bsrc="(?:https?:)?//[^>]*>'
    r'|<link\b(?=[^>]*\brel="(?:stylesheet|icon|preload)")[^>]*\bhref="(?:https?:)?//[^>]*>'
)
TEXTS = sorted(
    text
    for pattern in (
        "README.md",
        "docs/*.md",
        "step*/README.md",
        "tests/exercises/*/text.md",
        "tests/exercises/*/exercise.toml",
    )
    for text in ROOT.glob(pattern)
)


def name_of(text: Path) -> str:
    return text.relative_to(ROOT).as_posix()


def lines_of(text: Path) -> list[tuple[str, str]]:
    """Return the lines, each with what a message calls it: docs/start.md:12."""
    lines = text.read_text(encoding="utf-8").splitlines()
    return [(f"{name_of(text)}:{n}", line) for n, line in enumerate(lines, start=1)]


def prose_of(text: Path) -> list[tuple[str, str]]:
    """As lines_of(), without blocks of code, pieces of code, links and roles."""
    kept, fence = [], None
    for place, line in lines_of(text):
        found = re.match(r"\s*(`{3,})", line)
        if fence:
            fence = None if found and len(found[1]) >= len(fence) else fence
        elif found:
            fence = found[1]
        else:
            kept.append((place, re.sub(r"`[^`]*`|\]\([^)]*\)|<[^>]*>", "", line)))
    return kept


@pytest.mark.parametrize("text", TEXTS, ids=name_of)
def test_each_command_that_a_text_names_is_there(text):
    wrong = [
        f"{place}: there is no command nox -s {name}"
        for place, line in lines_of(text)
        for name in COMMAND.findall(line)
        if name not in session_names()
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(
    "text", [text for text in TEXTS if text.parent != ROOT / "docs"], ids=name_of
)
def test_each_link_to_a_file_leads_there(text):
    """Sphinx does it for the book."""
    wrong = []
    for place, line in lines_of(text):
        for link in LINK.findall(line):
            path = urlsplit(link).path
            if urlsplit(link).scheme or not path:
                continue
            if not (text.parent / unquote(path)).exists():
                wrong.append(f"{place}: {link} leads nowhere")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(
    "text", [one for one in TEXTS if "docs" in one.parts], ids=name_of
)
def test_no_figure_is_typed_that_was_measured(text):
    wrong = [
        f'{place}: "{found[0]}" is a figure; let {{measured}} show it'
        for place, line in prose_of(text)
        for found in FIGURE.finditer(line)
    ]
    assert not wrong, "\n".join(wrong)


class Page(HTMLParser):
    """The ids in an HTML page and where its links, styles, scripts and pictures lead."""

    def __init__(self, page: Path) -> None:
        super().__init__()
        self.ids, self.leads = {""}, []
        self.feed(page.read_text(encoding="utf-8"))

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        self.ids |= {values[key] for key in ("id", "name") if values.get(key)}
        self.leads += [values[key] for key in ("href", "src") if values.get(key)]


@pytest.mark.xdist_group("book")
def test_each_link_in_the_book_leads_somewhere(book):
    pages = {page: Page(page) for page in book.pages}
    wrong = []
    for page, content in pages.items():
        for lead in content.leads:
            parts = urlsplit(lead)
            if parts.scheme or parts.netloc:
                continue
            target = page
            if parts.path:
                target = (page.parent / unquote(parts.path)).resolve()
            if not target.exists():
                wrong.append(f"{book.name(page)}: {lead} leads nowhere")
            elif target in pages and unquote(parts.fragment) not in pages[target].ids:
                wrong.append(f"{book.name(page)}: {lead} is no place in that page")
    assert not wrong, "\n".join(wrong)


@pytest.mark.xdist_group("book")
def test_no_page_needs_the_network(book):
    wrong = [
        f"{book.name(page)}: {found[0]}"
        for page in book.pages
        for found in NEEDS.finditer(page.read_text(encoding="utf-8"))
    ]
    assert not wrong, "\n".join(wrong)
