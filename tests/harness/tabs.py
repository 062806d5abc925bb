"""Browser tabs as a person uses them: open, type, look."""

import time
from dataclasses import dataclass

from selenium.common import NoSuchElementException
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from tests.harness.driver import install_spy

PATIENCE = 2.0  # seconds that a person waits before calling it broken


@dataclass(frozen=True)
class View:
    """What a tab shows. ``log`` is None where the page has no #chat-log.

    A socket is a dict: url, state (connecting, open, closed), the frames sent and
    received, and the close code.
    """

    log: str | None
    sockets: list[dict]
    errors: list[str]
    text: str

    @property
    def messages(self) -> list[str]:
        return (self.log or "").splitlines()


class Tab:
    """One tab. All methods bring it to the front first."""

    def __init__(self, driver, handle: str) -> None:
        self._driver = driver
        self._handle = handle
        install_spy(driver)

    def _to_front(self):
        if self._driver.front != self._handle:
            self._driver.switch_to.window(self._handle)
            self._driver.front = self._handle
        return self._driver

    def open(self, url: str) -> "Tab":
        """Go to the page and return when it has loaded."""
        self._to_front().get(url)
        return self

    @property
    def url(self) -> str:
        return self._to_front().current_url

    def has(self, selector: str) -> bool:
        return bool(self._to_front().find_elements(By.CSS_SELECTOR, selector))

    def type(self, selector: str, text: str) -> bool:
        """Type the text and Enter; return False where there is no such element."""
        try:
            element = self._to_front().find_element(By.CSS_SELECTOR, selector)
        except NoSuchElementException:
            return False
        element.send_keys(text, Keys.ENTER)
        return True

    def type_and_go(self, selector: str, text: str, within: float = PATIENCE) -> bool:
        """As type(), and return when the Enter has brought another page.

        Where it brings none, return after ``within`` seconds.
        """
        driver = self._to_front()
        driver.execute_script("window.leaving = true")
        if not self.type(selector, text):
            return False
        deadline = time.monotonic() + within
        while time.monotonic() < deadline:
            # The driver waits for a page that is loading, but not for one that will.
            if not driver.execute_script("return window.leaving"):
                break
        return True

    def say(self, message: str) -> bool:
        """Type a chat message and Enter; return False where there is no such input."""
        return self.type("#chat-message-input", message)

    def until(self, test: str, *values, within: float = PATIENCE) -> tuple[bool, View]:
        """Wait until the JavaScript expression ``test`` holds, and return whether it did.

        In it, ``view`` is what View holds and ``values`` the list of further arguments.
        """
        ok, state = self._to_front().execute_script(
            "const values = arguments[0];"
            f"return workbook.until((view) => ({test}), arguments[1])",
            values,
            within * 1000,
        )
        return ok, View(**state)

    def look(self) -> View:
        """Return what the tab shows now."""
        return View(**self._to_front().execute_script("return workbook.state()"))

    def shows(self, *messages: str, within: float = PATIENCE) -> bool:
        """Wait until the log is exactly these lines; return whether it came to that."""
        expected = "".join(f"{message}\n" for message in messages)
        return self.until("view.log === values[0]", expected, within=within)[0]

    def is_connected(self, within: float = PATIENCE) -> bool:
        """Wait until a WebSocket of the page is open; return whether it came to that."""
        test = "view.sockets.some((socket) => socket.state === 'open')"
        return self.until(test, within=within)[0]

    def leave(self) -> None:
        """Leave the page, as its closing would, and keep the empty tab."""
        self._to_front().execute_script("location.replace('about:blank')")


class Tabs:
    """The tabs of one check, in one browser that outlives it.

    Empty tabs are kept for the next check, because a new one takes a while.
    """

    def __init__(self, driver) -> None:
        self._driver = driver
        self._used: list[Tab] = []
        if not hasattr(driver, "empty_tabs"):
            driver.front = driver.current_window_handle
            driver.empty_tabs = [Tab(driver, driver.front)]

    def new(self) -> Tab:
        """Return an empty tab."""
        driver = self._driver
        if driver.empty_tabs:
            tab = driver.empty_tabs.pop()
        else:
            driver.switch_to.new_window("tab")
            driver.front = driver.current_window_handle
            tab = Tab(driver, driver.front)
        self._used.append(tab)
        return tab

    def open(self, url: str) -> Tab:
        return self.new().open(url)

    def close_all(self) -> None:
        for tab in self._used:
            tab.leave()
        self._driver.empty_tabs += self._used
        self._used = []
