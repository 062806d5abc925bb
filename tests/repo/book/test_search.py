"""The search of the book works without a server, as on a memory stick."""

import pytest

pytestmark = pytest.mark.xdist_group("book")


@pytest.mark.parametrize("word", ["nox", "tab"])
def test_the_search_finds_pages_in_the_file_system(book, tabs, word):
    tab = tabs.open(f"{(book.folder / 'search.html').as_uri()}?q={word}")
    hits = "document.querySelectorAll('#search-results a[href]').length"
    found, view = tab.until(f"{hits} > 0")
    assert found, f"the search for {word} shows: {view.text}"
