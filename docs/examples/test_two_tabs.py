"""Two tabs of a real browser in one room, on a server that this test starts."""

from channels.testing import ChannelsLiveServerTestCase
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.wait import WebDriverWait

PATIENCE = 10  # seconds; what works takes far less


class TwoTabsTests(ChannelsLiveServerTestCase):
    @classmethod
    def setUpClass(cls):
        # The browser first: when it does not start, no server is left running.
        options = webdriver.ChromeOptions()
        options.add_argument("--headless=new")  # without a window
        cls.browser = webdriver.Chrome(options=options)
        cls.addClassCleanup(cls.browser.quit)
        super().setUpClass()

    def enter(self, room):
        """Open the room in a new tab; return the tab when its WebSocket is open."""
        self.browser.switch_to.new_window("tab")
        self.browser.get(f"{self.live_server_url}/chat/{room}/")
        self.wait_until(lambda: self.status() == "Connected", "the page connects")
        return self.browser.current_window_handle

    def say(self, tab, message):
        self.browser.switch_to.window(tab)
        field = self.browser.find_element(By.CSS_SELECTOR, "#chat-message-input")
        field.send_keys(message, Keys.ENTER)

    def assert_shows(self, tab, *messages):
        """Wait until the log of the tab is exactly these messages."""
        self.browser.switch_to.window(tab)
        expected = "".join(f"{message}\n" for message in messages)
        self.wait_until(lambda: self.log() == expected, f"the tab shows {messages}")

    def wait_until(self, holds, what):
        WebDriverWait(self.browser, PATIENCE).until(lambda _: holds(), what)

    def status(self):
        return self.browser.find_element(By.CSS_SELECTOR, "#chat-status").text

    def log(self):
        log = self.browser.find_element(By.CSS_SELECTOR, "#chat-log")
        return log.get_property("value")

    def test_both_tabs_see_each_message_once(self):
        first, second = self.enter("lobby"), self.enter("lobby")
        self.say(first, "hello")
        self.assert_shows(first, "hello")
        self.assert_shows(second, "hello")
        self.say(second, "hi")
        self.assert_shows(first, "hello", "hi")
        self.assert_shows(second, "hello", "hi")
