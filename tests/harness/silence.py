"""Two tabs of a room that say nothing for a while."""

import time

from tests.harness.server import Server
from tests.harness.subject import new_room
from tests.harness.tabs import Tabs

SILENCE = 12.0  # seconds; more than twice redis-py's default timeout of 5 s


class SilentTabs:
    """Opened at once; ``pair`` holds the two, of which nobody has said anything yet."""

    def __init__(self, server: Server, driver) -> None:
        self._tabs = Tabs(driver)
        room = new_room()
        self.pair = [self._tabs.open(server.page(room)) for _ in range(2)]
        self._opened = time.monotonic()

    def wait(self) -> None:
        """Return when they have been silent for SILENCE seconds."""
        rest = self._opened + SILENCE - time.monotonic()
        time.sleep(max(0.0, rest))  # that nothing happens is what is tested

    def close(self) -> None:
        self._tabs.give_back()
