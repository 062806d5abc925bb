"""A browser tab as a person uses it: open, type, look."""

import math
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from selenium.common import (
    ElementNotInteractableException,
    InvalidElementStateException,
    NoSuchElementException,
    StaleElementReferenceException,
    TimeoutException,
    UnexpectedAlertPresentException,
)
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement

from tests.harness.driver import install_spy
from tests.harness.patience import GIVE_UP, PATIENCE, in_no_hurry
from tests.harness.view import View

PAGE_LOADS = 7.0  # seconds after which a page does not come any more
SCRIPT_ANSWERS = 3.0  # seconds more than it may take after which a page hangs

IS_OPEN = "view.sockets.some((socket) => socket.state === 'open')"

JUST_BEFORE = 0.5  # seconds; what happens then may be what is waited for
LOOK_EVERY = 0.2  # seconds between two looks whether there is more to wait for


class Tab:
    """One tab. All methods bring it to the front first."""

    def __init__(self, driver, handle: str) -> None:
        self._driver = driver
        self._handle = handle
        self.hangs = False
        """Whether its page has stopped to answer. Nobody can do anything in it then."""
        self._is_empty = True  # nothing was opened, or it was left
        self._has_failed = False  # a WebSocket of its page has, see _begin_anew()
        self.room: str | None = None
        """The room that it has entered, where a check has said so."""
        self.stays = False
        """Whether a check has left it there for the next one, see Tabs.take()."""
        self.before: list[str] = []
        """The messages that its log has shown by then, one after the other."""
        self._inputs: dict[str, WebElement] = {}
        install_spy(driver)

    def _to_front(self):
        if self.hangs:
            raise TimeoutException("the page does not answer any more")
        if self._driver.front != self._handle:
            self._driver.switch_to.window(self._handle)
            self._driver.front = self._handle
        return self._driver

    def open(self, url: str) -> "Tab":
        """Go to the page and return when it has loaded."""
        if self._has_failed:
            self._begin_anew()
        self.room, self.stays, self.before = None, False, []
        self._inputs = {}
        self._is_empty = False
        with self._hanging(f"{url} did not load within {PAGE_LOADS:g} s"):
            self._to_front().get(url)
        return self

    def _begin_anew(self) -> None:
        """Go to an empty page, in a new process of the browser.

        Where many WebSockets of a process have failed, Chrome lets its next ones wait for
        seconds (its WebSocketThrottler), also those of another page on this computer. What
        a page does itself, as location.replace(), leaves the tab in the same process.
        """
        self._has_failed = False
        with self._hanging("the page does not answer"):
            self._to_front().get("about:blank")

    def _seen(self, state: dict) -> View:
        view = View(**state)
        self._has_failed = self._has_failed or view.has_failed
        return view

    def _run(self, script: str, *values, within: float = 0):
        """Return what the script returns, which may take this time."""
        driver = self._to_front()
        # Rounded up, so that it is not set anew for each script.
        answers_in = max(PATIENCE, math.ceil(within)) + SCRIPT_ANSWERS
        if driver.answers_in != answers_in:
            driver.set_script_timeout(answers_in)
            driver.answers_in = answers_in
        with self._hanging("the page does not answer"):
            return driver.execute_script(script, *values)

    @contextmanager
    def _hanging(self, what: str) -> Iterator[None]:
        """Note when the page does not answer, and say what that means."""
        try:
            yield
        except TimeoutException:
            self.hangs = True
            raise TimeoutException(what) from None

    @property
    def url(self) -> str:
        return self._to_front().current_url

    def click(self, selector: str) -> bool:
        """Click the element; return False where there is none that can be clicked."""
        try:
            self._to_front().find_element(By.CSS_SELECTOR, selector).click()
        except (NoSuchElementException, ElementNotInteractableException):
            return False
        return True

    def has(self, selector: str) -> bool:
        return bool(self._to_front().find_elements(By.CSS_SELECTOR, selector))

    def page_has(self, url: str, *selectors: str) -> list[bool]:
        """Return for each selector whether that page has it, as it comes from the server.

        [] where the page of the tab, which stays where it is, may not ask for it.
        """
        return self._run(
            "return fetch(arguments[0]).then((answer) => answer.text()).then((text) => {"
            "const page = new DOMParser().parseFromString(text, 'text/html');"
            "return arguments[1].map((one) => page.querySelector(one) !== null); })"
            ".catch(() => []);",
            url,
            selectors,
        )

    def text_of(self, selector: str) -> str:
        """Return the text of the element that a person sees, "" where there is none."""
        found = self._to_front().find_elements(By.CSS_SELECTOR, selector)
        return found[0].text if found else ""

    def type(self, selector: str, text: str) -> bool:
        """Type the text and Enter; return False where there is no such element."""
        driver = self._to_front()
        driver.typed_at = time.time()
        with self._hanging("the page does not answer"):
            if element := self._inputs.get(selector):
                # Most of what is typed comes into the same input again and again.
                with suppress(StaleElementReferenceException):
                    element.send_keys(text, Keys.ENTER)
                    return True
            try:
                element = driver.find_element(By.CSS_SELECTOR, selector)
            except NoSuchElementException:
                return False
            self._inputs[selector] = element
            element.send_keys(text, Keys.ENTER)
        return True

    def clear(self, selector: str) -> bool:
        """Take away what stands in the element; return False where nobody can."""
        try:
            self._to_front().find_element(By.CSS_SELECTOR, selector).clear()
        except (NoSuchElementException, InvalidElementStateException):
            return False
        return True

    def fill(self, selector: str, text: str) -> bool:
        """Type the text, without Enter; return False where there is no such element."""
        try:
            self._to_front().find_element(By.CSS_SELECTOR, selector).send_keys(text)
        except NoSuchElementException:
            return False
        return True

    def type_and_go(self, selector: str, text: str, within: float = PATIENCE) -> bool:
        """As type(), and return when the Enter has brought another page.

        Where it brings none, return after ``within`` seconds.
        """
        self._run("window.leaving = true")
        if not self.type(selector, text):
            return False
        deadline = time.monotonic() + within
        while time.monotonic() < deadline:
            # The driver waits for a page that is loading, but not for one that will.
            if not self._run("return window.leaving"):
                break
        return True

    def say(self, message: str) -> bool:
        """Type a chat message and Enter; return False where there is no such input."""
        return self.type("#chat-message-input", message)

    def until(self, test: str, *values, within: float = PATIENCE) -> tuple[bool, View]:
        """Wait until the JavaScript expression ``test`` holds, and return whether it did.

        In it, ``view`` is what View holds and ``values`` the list of further arguments.
        """
        give_up = GIVE_UP.get()
        began = time.time()
        since = max(began - JUST_BEFORE, self._driver.typed_at)
        while True:
            rest = began + within - time.time()
            slice_ = min(rest, LOOK_EVERY) if give_up else rest
            answer = self._run(
                "const values = arguments[0];"
                f"return workbook.until((view) => ({test}), arguments[1])",
                values,
                max(slice_, 0) * 1000,
                within=slice_,
            )
            if answer is None:  # it waits for a click, and so does the script
                raise UnexpectedAlertPresentException("unexpected alert open")
            ok, state = answer
            if ok or rest <= slice_ or (give_up and give_up(since)):
                return ok, self._seen(state)

    def in_console(self, code: str) -> None:
        """Run the JavaScript, as typed in the browser's console."""
        self._run(code)

    def set_cookie(self, name: str, value: str) -> None:
        """Set a cookie for the site of the page, which all tabs share."""
        self._to_front().add_cookie({"name": name, "value": value, "path": "/"})

    def forget_cookies(self) -> None:
        """Delete all cookies of the site of the page."""
        self._to_front().delete_all_cookies()

    def leave(self) -> None:
        """Go to an empty page, which closes the WebSockets of the old one."""
        if self._is_empty:
            return
        self.room, self.stays = None, False
        if self._has_failed:
            self._begin_anew()
        else:
            self._run("location.replace('about:blank')")
        self._is_empty = True

    def close(self) -> None:
        """Close the tab, also when its page hangs. Another one must be open."""
        self._driver.switch_to.window(self._handle)
        self._driver.front = None
        self._driver.close()

    def look(self) -> View:
        """Return what the tab shows now."""
        return self._seen(self._run("return workbook.state()"))

    def shows(self, *messages: str, within: float = PATIENCE) -> tuple[bool, View]:
        """Wait until the log is exactly these lines, and return whether it was."""
        log = "view.log.replace(/\\n$/, '')"  # a last line may have no line end
        test = f"view.log !== null && {log} === values[0]"
        return self.until(test, "\n".join(messages), within=within)

    def connects(self, within: float = PATIENCE) -> View:
        """Wait until a WebSocket of the page is open; on no chat page, return at once."""
        with in_no_hurry():  # what was said before has nothing to do with it
            return self.until(f"view.log === null || {IS_OPEN}", within=within)[1]

    def goes_on(self, within: float = PATIENCE) -> bool:
        """As connects(), for a tab that was left: whether it is connected.

        Return at once where all WebSockets of the page are closed.
        """
        closed = "view.sockets.every((socket) => socket.state === 'closed')"
        with in_no_hurry():
            ended = f"view.log === null || {closed} || {IS_OPEN}"
            return self.until(ended, within=within)[1].connected
