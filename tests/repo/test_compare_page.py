"""The page of nox -s diff: both sides, escaped, folded and opened in a browser."""

import subprocess
import sys
from html.parser import HTMLParser

import pytest

from tests.compare.__main__ import main
from tests.harness.run import RUN_VARIABLE
from tests.repo.comparing import CONSUMERS, ROOM, SETTINGS, edit
from tests.steps import ROOT


class Reader(HTMLParser):
    """Collect the text, the tags, and every address that a browser would fetch."""

    def __init__(self, text):
        super().__init__()
        self.text, self.tags, self.addresses, self.marked = [], set(), [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.addresses += [value for name, value in attrs if name in ("src", "href")]
        if ("class", "word") in attrs:
            self.marked.append("")

    def handle_data(self, data):
        self.text.append(data)
        if self.marked and not self.marked[-1]:
            self.marked[-1] = data


def page_of(tmp_path, *words):
    file = tmp_path / "page.html"
    assert main([*words, "--output", str(file)]) == 0
    return file.read_text(encoding="utf-8")


def test_the_page_has_both_sides_and_escapes_them(own_project, tmp_path, capsys):
    folder = own_project(3)
    attack = "<script>alert('1')</script>&lt;\"$title"
    edit(folder, ROOM, '<textarea id="chat-log"', f'{attack}<textarea id="log"')
    edit(folder, CONSUMERS, "await self.accept()", "self.accept()")
    (folder / "chat/it's&amp;.js").write_text(attack, encoding="utf-8")
    page = Reader(text := page_of(tmp_path, str(folder), "3"))
    assert "script" not in page.tags
    assert all(address.startswith("#file-") for address in page.addresses)
    assert "url(" not in text
    assert attack in "".join(page.text)
    assert "chat/it's&amp;.js" in page.text
    assert "        self.accept()" in page.text
    assert "await " in page.marked
    assert "<textarea" in "".join(page.text)
    assert "textarea" not in page.tags
    assert f"The page: {tmp_path / 'page.html'}" in capsys.readouterr().out


def test_the_page_folds_what_is_the_same(own_project, tmp_path):
    folder = own_project(2)
    edit(folder, SETTINGS, "DEBUG = True", "DEBUG = False")
    page = Reader(page_of(tmp_path, str(folder), "2"))
    folded = [words for words in page.text if "lines that say the same" in words]
    assert len(folded) == 2
    assert {"True", "False"} <= set(page.marked)


def test_there_is_a_page_of_two_stages_too(tmp_path):
    page = Reader(page_of(tmp_path, "2", "3"))
    assert "AsyncWebsocketConsumer" in page.marked
    again = page_of(tmp_path, "2", "2")  # over a page of ours
    assert "Nothing differs" in again


def test_a_page_goes_where_the_person_is(own_project, tmp_path, monkeypatch):
    monkeypatch.setenv("WORKBOOK_CALLED_FROM", str(tmp_path))
    own_project(1)
    assert main(["mychat", "1", "--output", "found.html"]) == 0
    assert (tmp_path / "found.html").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="its browser is a shell script")
def test_html_opens_the_page_in_a_browser_that_is_not_ours_to_end(
    tmp_path, environment_apart, apart
):
    opened = apart.folder / "opened"
    browser = apart.folder / "browser"
    browser.write_text(f'#!/bin/sh\necho "$WORKBOOK_RUN $1" >> {opened}\n')
    browser.chmod(0o755)
    run = str(tmp_path / "run")
    environment = {**environment_apart, "BROWSER": str(browser), RUN_VARIABLE: run}
    command = [sys.executable, "-m", "tests.compare", "1", "2", "--html"]
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    page = ROOT / ".nox" / "diff.html"
    assert f"The page: {page}" in done.stdout
    assert opened.read_text() == f" {page.as_uri()}\n"
