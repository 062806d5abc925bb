"""What a page believes about the screen: its size, and whether people want it dark."""

from collections.abc import Iterator
from contextlib import contextmanager

SCHEMES = ("light", "dark")
WIDE, NARROW = (1100, 700), (360, 640)
"""Width and height in pixels, of a window and of a small phone."""


def can_set_screen(driver) -> bool:
    """Return whether the browser can: Chrome, Chromium and Edge."""
    return hasattr(driver, "execute_cdp_cmd")


def set_screen(driver, width: int, height: int, scheme: str) -> None:
    """Make the page of this tab this wide and high, light or dark."""
    size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    feature = {"name": "prefers-color-scheme", "value": scheme}
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [feature]})


@contextmanager
def screen_set_back(driver) -> Iterator[None]:
    """Let the tab have its own screen again after the block."""
    try:
        yield
    finally:
        driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
        driver.execute_cdp_cmd(
            "Emulation.setEmulatedMedia", {"media": "", "features": []}
        )
