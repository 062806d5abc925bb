"""Lets webdriver.Chrome() take the browser that the workbook has found.

Python imports it at its start. So the examples of the book need no line that a reader
would not write.
"""

import os

from selenium.webdriver.chrome.options import Options

as_it_is = Options.__init__


def with_our_browser(self):
    as_it_is(self)
    self.binary_location = os.environ["BOOK_BROWSER"]
    for argument in os.environ["BOOK_BROWSER_ARGUMENTS"].split():
        self.add_argument(argument)


Options.__init__ = with_our_browser
