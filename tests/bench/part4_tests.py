"""Two Selenium tests of the kind that part 4 of the Channels tutorial teaches.

Copied as chat/tests.py into a stage by official.py, which compares their time with
that of our checks. They do what the tutorial's tests do, with its helpers and waits:
https://channels.readthedocs.io/en/stable/tutorial/part_4.html
"""

import os

from channels.testing import ChannelsLiveServerTestCase
from selenium import webdriver
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.wait import WebDriverWait


class ChatTests(ChannelsLiveServerTestCase):
    serve_static = True

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        options = webdriver.ChromeOptions()
        options.binary_location = os.environ["BENCH_BROWSER"]
        for argument in os.environ["BENCH_ARGUMENTS"].split():
            options.add_argument(argument)
        service = webdriver.ChromeService(executable_path=os.environ["BENCH_DRIVER"])
        cls.driver = webdriver.Chrome(options=options, service=service)

    @classmethod
    def tearDownClass(cls):
        cls.driver.quit()
        super().tearDownClass()

    def test_same_room(self):
        try:
            self.enter("room_1")
            self.open_window()
            self.enter("room_1")
            self.switch_to(0)
            self.post("hello")
            self.wait_for("hello")
            self.switch_to(1)
            self.wait_for("hello")
        finally:
            self.close_windows()

    def test_other_room(self):
        try:
            self.enter("room_1")
            self.open_window()
            self.enter("room_2")
            self.switch_to(0)
            self.post("hello")
            self.wait_for("hello")
            self.switch_to(1)
            self.post("world")
            self.wait_for("world")
            assert "hello" not in self.log()
        finally:
            self.close_windows()

    def enter(self, room):
        self.driver.get(self.live_server_url + "/chat/")
        ActionChains(self.driver).send_keys(room, Keys.ENTER).perform()
        WebDriverWait(self.driver, 2).until(lambda driver: room in driver.current_url)

    def open_window(self):
        self.driver.execute_script('window.open("about:blank", "_blank");')
        self.switch_to(-1)

    def close_windows(self):
        while len(self.driver.window_handles) > 1:
            self.switch_to(-1)
            self.driver.execute_script("window.close();")
        self.switch_to(0)

    def switch_to(self, index):
        self.driver.switch_to.window(self.driver.window_handles[index])

    def post(self, message):
        ActionChains(self.driver).send_keys(message, Keys.ENTER).perform()

    def wait_for(self, message):
        WebDriverWait(self.driver, 2).until(lambda driver: message in self.log())

    def log(self):
        element = self.driver.find_element(By.CSS_SELECTOR, "#chat-log")
        return element.get_property("value")
