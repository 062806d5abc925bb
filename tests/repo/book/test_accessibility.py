"""Nobody is kept out: axe finds no fault in the book or in the chat, light or dark.

And no page scrolls sideways on a narrow screen.
"""

import pytest

from tests.harness.project import Project
from tests.harness.screen import can_set_screen
from tests.harness.subject import Subject
from tests.repo.book.axe import axe_source, faults_of
from tests.steps import STEPS

pytestmark = pytest.mark.xdist_group("book")


@pytest.fixture
def look(driver, tabs):
    """A function that opens a page and returns its faults."""
    if not can_set_screen(driver):
        pytest.skip("this browser cannot be told how wide a page is")
    axe, tab = axe_source(), tabs.new()

    def faults(url: str, name: str) -> list[str]:
        tab.open(url)
        found = [str(fault) for fault in faults_of(driver, tab, name, axe)]
        tab.leave()  # the chat's page would go on when its server has stopped
        return found

    return faults


def test_every_page_of_the_book_is_for_everybody(book, look):
    assert book.pages
    found = [
        fault for page in book.pages for fault in look(page.as_uri(), book.name(page))
    ]
    assert not found, f"{len(found)} faults:\n" + "\n".join(found)


def test_the_chat_is_for_everybody(look):
    subject = Subject(Project.at(STEPS[0].path), needs_redis=False)
    try:
        url = subject.server.url
        found = [
            fault
            for path in ("/chat/", "/chat/two%20words/", "/chat/lobby/")
            for fault in look(url + path, path)
        ]
    finally:
        subject.stop()
    assert not found, "\n".join(found)


def test_a_page_that_keeps_people_out_is_found(look, tmp_path):
    page = tmp_path / "page.html"
    page.write_text(
        '<html lang="en"><title>A page</title><main><h1>A page</h1>'
        '<p style="color: #bbb">grey</p><img src="x.png">'
        "<div style='width: 2000px'>wide</div></main></html>",
        encoding="utf-8",
    )
    found = "\n".join(look(page.as_uri(), "page.md"))
    for fault in (
        "page.md (1100 pixels, light): color-contrast",
        "page.md (360 pixels, dark): color-contrast",
        "image-alt",
        "page.md (360 pixels, dark): it scrolls sideways",
    ):
        assert fault in found
