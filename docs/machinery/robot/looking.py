"""What a reader does in tabs, and whether the reader then sees what the chapter says."""

from contextlib import suppress
from urllib.parse import quote, urlsplit

from selenium.common import WebDriverException

from docs.machinery.robot.terminals import Ports, Terminal
from docs.machinery.steps.blocks import Block, ChapterError
from docs.machinery.steps.commands import WEB_PORT
from docs.machinery.steps.sentences import SERVER_TERMINAL, Sentence, read_sentences
from tests.harness.tab import Tab
from tests.harness.tabs import Tabs

PATIENCE = 60  # seconds after which a reader would say that it does not come
SAFE = "/?=&%#"  # what is in a path as it is
SETTLED = "!view.sockets.some((socket) => socket.state === 'connecting')"
"""A reader types when the page says that it is connected, or that it is not."""

SETTLES = 0.7  # seconds without anything new after which nothing more is to come


class Reader:
    """The eyes and hands of the robot: its tabs, and where it was in each log."""

    def __init__(
        self, tabs: Tabs, terminals: dict[int, Terminal], ports: Ports
    ) -> None:
        self._new_tab = tabs.new
        self._terminals = terminals
        self._ports = ports
        self._tabs: dict[int, Tab] = {}
        self._read_to: dict[int, int] = {}

    def follow(self, block: Block) -> None:
        """Do and check each sentence of a {see} block. Raise ChapterError."""
        begins = {number: self._read_to.get(number, 0) for number in self._terminals}
        at = dict(begins)
        for sentence in read_sentences(block):
            try:
                problem = self._follow(sentence, begins, at)
            except WebDriverException as error:
                problem = (error.msg or str(error)).partition("\n")[0]
            if problem:
                raise self._error(block, sentence, problem)
        for number, terminal in self._terminals.items():
            self._read_to[number] = len(terminal.lines)

    def _follow(self, sentence: Sentence, begins: dict, at: dict) -> str | None:
        """Return what is wrong, as half a sentence, or None."""
        name, number, text = sentence.form.name, sentence.number, sentence.text
        if name in {"log says", "terminal says", "log does not say"}:
            if number not in self._terminals:
                return f"nothing was ever typed in terminal {number}"
            terminal = self._terminals[number]
            if name == "log does not say":
                said = [x for x in terminal.lines[begins[number] :] if text in x]
                return f"it says: {said[0]}" if said else None
            found = terminal.wait_for(self._with_ports(text), at[number], PATIENCE)
            if found is None:
                return "it does not, or not after what was said before"
            at[number] = found + 1
            return None
        if name == "opens":
            if number not in self._tabs:
                self._tabs[number] = self._new_tab()
            self._tabs[number].open(self._url(text))
            self._tabs[number].until(SETTLED, within=PATIENCE)
            return None
        if number not in self._tabs:
            return f"no tab {number} is open"
        return self._in_tab(sentence, self._tabs[number])

    def _in_tab(self, sentence: Sentence, tab: Tab) -> str | None:
        name, text = sentence.form.name, sentence.text
        if name == "types":
            return None if tab.say(text) else "there is no field for messages"
        if name == "enters":
            done = tab.type_and_go("#room-name-input", text, within=PATIENCE)
            return None if done else "there is no field for a room name"
        if name == "runs":
            tab.in_console(self._with_ports(text))
            return None
        if name == "closes":
            tab.leave()
            del self._tabs[sentence.number]
            return None
        if name == "reloads":
            tab.open(tab.url)
            tab.until(SETTLED, within=PATIENCE)
            return None
        if name == "is at":
            is_there = "location.pathname + location.search === values[0]"
            ok, _ = tab.until(is_there, text, within=PATIENCE)
            return None if ok else f"it is at {urlsplit(tab.url).path}"
        if name == "has the text":
            has_it = "view.text.replace(/\\s+/g, ' ').includes(values[0])"
            ok, view = tab.until(has_it, text, within=PATIENCE)
            return None if ok else f"the page's text is: {' '.join(view.text.split())}"
        messages = [] if name == "shows nothing" else sentence.messages
        ok, view = tab.shows(*messages, within=PATIENCE)
        if ok:  # and no more comes
            more, view = tab.until(
                "view.log !== values[0]",
                "".join(f"{message}\n" for message in messages),
                within=SETTLES,
            )
            ok = not more
        shown = " | ".join(view.messages) or "nothing"
        return None if ok else f"it shows {shown if view.log is not None else 'no log'}"

    def _url(self, path: str) -> str:
        """Return the address, with the port that is used."""
        parts = urlsplit(path)
        port = self._ports.used(parts.port or WEB_PORT)
        if parts.netloc:
            return parts._replace(netloc=f"{parts.hostname}:{port}").geturl()
        if parts.scheme:  # about:blank
            return path
        return f"http://127.0.0.1:{port}{quote(path, safe=SAFE)}"

    def _with_ports(self, text: str) -> str:
        """Return the text with the ports that are used."""
        for used, shown in self._ports.shown.items():
            text = text.replace(f":{shown}", f":{used}")
        return text

    def _error(self, block: Block, sentence: Sentence, problem: str) -> ChapterError:
        server = self._terminals.get(SERVER_TERMINAL)
        said = f"\n{server.tail()}" if server else ""
        return block.error(f"“{sentence.words}”: {problem}.{said}")

    def leave(self) -> None:
        """Leave all pages, so that none goes on looking for the server."""
        with suppress(WebDriverException):  # the browser itself may be gone
            for tab in self._tabs.values():
                tab.leave()
