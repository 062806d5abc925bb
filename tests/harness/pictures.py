"""nox -s pictures: photograph the pages of a running stage.

docs/pictures/ gets what README and docs show; a folder named on the command line gets
each page wide and narrow, light and dark, to look at.
"""

import io
import os
import sys
from itertools import product
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from tests.harness.browser_finder import find_browser
from tests.harness.driver import start_driver, stop_driver
from tests.harness.project import Project
from tests.harness.subject import Subject
from tests.harness.tabs import Tab, Tabs, prepare_tabs
from tests.steps import ROOT, get_step

FOLDER = ROOT / "docs" / "pictures"
SCHEMES = ("light", "dark")
SIZES = ((1100, 700), (360, 640))
ROOM = "lobby"
TALK = (
    (0, "Hello from tab 1"),
    (1, "And hello from tab 2"),
    (0, "We are in the same room"),
)
GAP = 16  # pixels between two tabs
TITLE = 34  # pixels of height of the line above a tab


def set_screen(driver, width: int, height: int, scheme: str) -> None:
    """Make every page this wide and high, light or dark. Chromium only."""
    size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    feature = {"name": "prefers-color-scheme", "value": scheme}
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [feature]})


def photograph(driver, tab: Tab, width: int, height: int, scheme: str) -> Image.Image:
    tab.look()  # brings it to the front
    set_screen(driver, width, height, scheme)
    return Image.open(io.BytesIO(driver.get_screenshot_as_png()))


def side_by_side(images: list[Image.Image]) -> Image.Image:
    """Return one picture of tabs from left to right, each with its number above."""
    width = sum(image.width for image in images) + GAP * (len(images) + 1)
    height = max(image.height for image in images) + TITLE + GAP
    picture = Image.new("RGB", (width, height), "#c9d1cd")
    draw, font = ImageDraw.Draw(picture), ImageFont.load_default(size=17)
    left = GAP
    for number, image in enumerate(images, start=1):
        draw.text((left, 7), f"Tab {number}", font=font, fill="#1c2421")
        picture.paste(image, (left, TITLE))
        left += image.width + GAP
    return picture


def main(words: list[str]) -> int:
    FOLDER.mkdir(parents=True, exist_ok=True)
    subject = Subject(Project.at(get_step(3).path), needs_redis=True)
    driver = start_driver(find_browser())
    try:
        prepare_tabs(driver, 2)
        tabs = Tabs(driver)
        pair = [tabs.open(subject.server.page(ROOM)) for _ in range(2)]
        said = []
        for speaker, message in TALK:
            pair[speaker].say(message)
            said.append(message)
            if not all(tab.shows(*said)[0] for tab in pair):
                raise SystemExit(f"the tabs do not show {said}")
        images = [photograph(driver, tab, 520, 380, "light") for tab in pair]
        side_by_side(images).save(FOLDER / "two-tabs.png", optimize=True)
        if words:
            album = Path(os.environ.get("WORKBOOK_CALLED_FROM", ROOT), words[0])
            album.mkdir(parents=True, exist_ok=True)
            index = tabs.open(f"{subject.server.url}/chat/")
            refused = tabs.open(f"{subject.server.url}/chat/two%20words/")
            pages = {"index": index, "refused": refused, "room": pair[0]}
            for (name, tab), scheme, size in product(pages.items(), SCHEMES, SIZES):
                image = photograph(driver, tab, *size, scheme)
                image.save(album / f"{name}-{scheme}-{size[0]}.png")
    finally:
        stop_driver(driver)
        subject.stop()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
