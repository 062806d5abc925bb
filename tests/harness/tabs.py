"""The tabs of a browser, which outlive the checks that use them."""

from selenium.common import WebDriverException

from tests.harness.tab import PAGE_LOADS, Tab


def leave_idle_pages(driver) -> None:
    """Leave the pages of all tabs that nobody uses.

    Needed when their server stops: they would go on trying to reconnect, and Chrome
    makes all sockets wait when many have failed (its WebSocketThrottler). A tab whose
    page cannot be left is closed: an endless loop would keep a core busy.
    """
    for tab in list(driver.idle_tabs):
        try:
            tab.leave()
        except WebDriverException:
            driver.idle_tabs.remove(tab)
            driver.lost_tabs += 1
            if not driver.idle_tabs:  # a browser ends with its last tab
                add_tab(driver)
            tab.close()


def add_tab(driver) -> None:
    """Open one more tab in the browser and keep it for the next who needs one."""
    driver.switch_to.new_window("tab")
    driver.front = driver.current_window_handle
    driver.idle_tabs.append(Tab(driver, driver.front))


def prepare_tabs(driver, number: int) -> None:
    """Make a new browser ready for Tabs, with this many tabs."""
    driver.set_page_load_timeout(PAGE_LOADS)
    driver.answers_in = None
    driver.typed_at = 0.0
    driver.front = driver.current_window_handle
    driver.lost_tabs = 0
    driver.idle_tabs = [Tab(driver, driver.front)]
    while len(driver.idle_tabs) < number:
        add_tab(driver)


class Tabs:
    """The tabs of one check, in one browser that outlives it.

    A tab that is given back keeps its page until another check opens its own in it:
    to close tabs and open new ones would take a third of the time of all checks.
    """

    def __init__(self, driver) -> None:
        self._driver = driver
        self._used: list[Tab] = []

    def new(self) -> Tab:
        """Return a tab of which nobody uses the page, nor will, if there is one."""
        idle = self._driver.idle_tabs
        if not idle:
            add_tab(self._driver)
        # The one that was used last: its page would be one more that stays connected.
        tab = next((tab for tab in reversed(idle) if not tab.stays), idle[-1])
        idle.remove(tab)
        self._used.append(tab)
        return tab

    def open(self, url: str) -> Tab:
        return self.new().open(url)

    def take(self, number: int) -> list[Tab]:
        """Return so many tabs that a check has left in one room; [] if there are none.

        They are as they were: connected, and with what was said so far. To load their
        pages again would take longer than most of what is done in them.
        """
        rooms: dict[str, list[Tab]] = {}
        for tab in self._driver.idle_tabs:
            if tab.stays:
                rooms.setdefault(tab.room, []).append(tab)
        taken = next((tabs for tabs in rooms.values() if len(tabs) == number), [])
        for tab in taken:
            tab.stays = False
            self._driver.idle_tabs.remove(tab)
            self._used.append(tab)
        return taken

    def drop(self, tabs: list[Tab]) -> None:
        """Give these back before the others: what they show has no meaning any more."""
        self._used = [tab for tab in self._used if tab not in tabs]
        self._driver.idle_tabs += tabs

    @property
    def used(self) -> list[Tab]:
        """Those that were opened, in that order."""
        return list(self._used)

    def give_back(self) -> None:
        self.drop(self._used)
