"""What somebody sees who has made a mistake: server's log, browser's console, two tabs."""

import re
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from selenium.common import WebDriverException

from tests.harness.server import ServerDown
from tests.harness.subject import Subject
from tests.harness.tab import Tab
from tests.harness.tabs import Tabs, leave_idle_pages
from tests.harness.view import View
from tests.mistakes.normal import normal, telling_blocks

ROOM = "lobby"
WORD = "hello"
ANSWERS_IN = 2.0  # seconds that a message has, as somebody waits for it

OF_SCRIPT = re.compile(r"(?P<url>\S+) (?P<line>\d+):\d+ (?P<text>.*)", re.DOTALL)
OF_NOTHING = re.compile(r"network \d+ ")  # Chromium names no file of a WebSocket
OF_NETWORK = re.compile(r"(?P<url>\S+) - (?P<text>.*)", re.DOTALL)


@dataclass
class Sight:
    """``log`` and ``console`` hold lines; ``pages`` what is in place of a chat page.

    ``tabs`` has for each tab of a room the lines of its log, None where it has no log.
    ``codes`` are the close codes of WebSockets, in order, each once.
    """

    log: list[list[str]] = field(default_factory=list)
    console: list[str] = field(default_factory=list)
    pages: list[str] = field(default_factory=list)
    tabs: list[list[str] | None] = field(default_factory=list)
    codes: list[int] = field(default_factory=list)


def visit(subject: Subject, driver) -> Sight:
    """Open the index and two tabs of a room, type a word in the first, and look."""
    sight = Sight()
    tabs = Tabs(driver)
    console_lines(driver)  # of those who had the browser before
    with suppress(ServerDown):
        url = subject.server.wait().url
        with suppress(WebDriverException):  # a page that hangs, a server that ends
            note_page(sight, "/chat/", tabs.open(f"{url}/chat/"), "#room-name-input")
        with suppress(WebDriverException):
            talk(sight, [tabs.open(subject.server.page(ROOM)) for _ in range(2)])
    tabs.give_back()
    leave_idle_pages(driver)  # one that hangs keeps the driver from answering
    sight.console = console_lines(driver)
    sight.log = telling_blocks(subject.server_log, subject.project.path)
    return sight


def talk(sight: Sight, pair: list[Tab]) -> None:
    """Type a word in the first of two tabs, and note what both show."""
    note_page(sight, f"/chat/{ROOM}/", pair[0], "#chat-log")
    for tab in pair:
        tab.connects()
    pair[0].say(WORD)
    pair[0].shows(WORD, within=ANSWERS_IN)
    views = [pair[0].look(), pair[1].look()]
    sight.tabs = [shown(view) for view in views]
    codes = [socket["code"] for view in views for socket in view.sockets]
    sight.codes = list(dict.fromkeys(code for code in codes if code))


def note_page(sight: Sight, path: str, tab: Tab, needed: str) -> None:
    """Note what a page says that does not have what it needs."""
    if not tab.has(needed):
        lines = [line for line in tab.look().text.splitlines() if line.strip()]
        sight.pages.append(f"{path}: {normal(lines[0])}" if lines else f"{path}: empty")


def shown(view: View) -> list[str] | None:
    return None if view.log is None else [normal(line) for line in view.messages]


def console_lines(driver) -> list[str]:
    """Return what the browser's console has got since the last call, each thing once.

    Chromium only; other browsers tell nothing.
    """
    if not hasattr(driver, "execute_cdp_cmd"):
        return []
    entries = [entry["message"] for entry in driver.get_log("browser")]
    lines = [as_console(text) for text in entries if "/favicon.ico" not in text]
    return list(dict.fromkeys(lines))


def as_console(text: str) -> str:
    """Return a line of WebDriver's log as the console shows it: the text, then where."""
    if of_script := OF_SCRIPT.match(text):
        file = Path(urlsplit(of_script["url"]).path).name or of_script["url"]
        said = f"{of_script['text']}  ({file}:{int(of_script['line']) + 1})"
    elif of_network := OF_NETWORK.match(text):
        said = f"{of_network['text']}  ({of_network['url']})"
    else:
        said = OF_NOTHING.sub("", text)
    return normal(said)
