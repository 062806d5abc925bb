"""A teacher prints a chapter: nothing of it is cut, and no navigation is on the paper."""

import pytest

from tests.harness.screen import can_set_screen, screen_set_back, set_screen

pytestmark = pytest.mark.xdist_group("book")

PAPER = (680, 960)  # pixels of an A4 page without its margins
NOT_ON_PAPER = ".sidebar-drawer, .toc-drawer, .mobile-header, .copybtn, .related-pages"
LOOK = """
for (const one of document.querySelectorAll('details')) one.open = true;
const shown = (one) => one.getClientRects().length > 0;
return [
  [...document.querySelectorAll(arguments[0])].filter(shown)
    .map((one) => `${one.className} is printed`),
  [...document.querySelectorAll('pre')].filter(shown)
    .filter((one) => one.scrollWidth > one.clientWidth + 1
      || one.scrollHeight > one.clientHeight + 1)
    .map((one) => `code is cut: ${one.innerText.slice(0, 60)}`),
].flat();
"""


def test_paper_has_all_of_a_chapter_and_nothing_else(book, driver, tabs):
    if not can_set_screen(driver):
        pytest.skip("this browser cannot be told how wide a page is")
    tab, wrong = tabs.new(), []
    with screen_set_back(driver):
        for page in book.pages:
            tab.open(page.as_uri())
            set_screen(driver, *PAPER, "light")
            driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
            found = driver.execute_script(LOOK, NOT_ON_PAPER)
            wrong += [f"{book.name(page)}: {one}" for one in found]
    assert not wrong, "docs/_static/print.css:\n" + "\n".join(wrong)
