"""Which browser is taken, and what is said where there is none."""

import os
import sys

import pytest

from tests.harness import browser_finder
from tests.harness.browser_finder import Browser, NoBrowser, find_browser
from tests.harness.driver import start_driver


@pytest.fixture
def no_browser_anywhere(monkeypatch):
    monkeypatch.delenv("WORKBOOK_BROWSER", raising=False)
    monkeypatch.setattr(browser_finder, "browser_on_path", lambda: None)
    monkeypatch.setattr(browser_finder, "ask_selenium_manager", lambda *, fetch: None)
    monkeypatch.setattr(browser_finder, "may_install", lambda: False)


def test_a_named_browser_that_does_not_exist_is_refused(monkeypatch):
    monkeypatch.setenv("WORKBOOK_BROWSER", "no-such-browser")
    with pytest.raises(NoBrowser, match="no-such-browser"):
        find_browser()


@pytest.mark.usefixtures("no_browser_anywhere")
def test_without_any_browser_the_sentence_says_what_to_install():
    with pytest.raises(NoBrowser, match="Install Google Chrome"):
        find_browser()


@pytest.mark.usefixtures("no_browser_anywhere")
def test_a_browser_is_installed_where_we_may(monkeypatch):
    installed = Browser("chromium", "chrome", "chromedriver")
    monkeypatch.setattr(browser_finder, "may_install", lambda: True)
    monkeypatch.setattr(browser_finder, "install_with_apt", lambda: installed)
    assert find_browser() == installed


@pytest.mark.parametrize(
    ("program", "kind"),
    [
        ("/usr/bin/chromium", "chrome"),
        ("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome", "chrome"),
        ("C:\\Program Files\\Microsoft\\Edge\\Application\\msedge.exe", "edge"),
        ("firefox-esr", "firefox"),
    ],
)
def test_the_kind_of_a_browser_is_in_its_name(program, kind):
    assert browser_finder.kind_of(program) == kind


@pytest.mark.skipif(sys.platform == "win32", reason="it makes a shell script")
def test_a_browser_that_does_not_start_is_one_sentence(tmp_path):
    broken = tmp_path / "broken-chrome"
    broken.write_text("#!/bin/sh\nexit 1\n")
    os.chmod(broken, 0o755)
    driver = browser_finder.find_browser().driver
    with pytest.raises(NoBrowser, match="broken-chrome did not start"):
        start_driver(Browser(str(broken), "chrome", driver))
