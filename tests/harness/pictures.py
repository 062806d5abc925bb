"""nox -s pictures: photograph the pages of the running stages.

docs/pictures/ gets what README and docs show: two tabs of each stage, after the talk in
talks.py. A folder named on the command line gets each page of the last stage wide and
narrow, light and dark, to look at.
"""

import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import product
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from tests.harness.browser_finder import find_browser
from tests.harness.driver import start_driver, stop_driver
from tests.harness.project import Project
from tests.harness.screen import NARROW, SCHEMES, WIDE, set_screen
from tests.harness.subject import Subject
from tests.harness.tab import Tab
from tests.harness.tabs import Tabs, leave_idle_pages, prepare_tabs
from tests.harness.talks import ROOM, TALKS, Talk
from tests.steps import ROOT, get_step

FOLDER = ROOT / "docs" / "pictures"
ALL_SHOW = "two-tabs.png"  # README's, of the last stage
COLOURS = 64  # of a picture: a page has few, and the file becomes a third
GAP = 16  # pixels between two tabs
TITLE = 34  # pixels of height of the line above a tab


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


@contextmanager
def running(stage: int) -> Iterator[Subject]:
    """Give the running stage."""
    subject = Subject(Project.at(get_step(stage).path), needs_redis=stage > 1)
    try:
        yield subject
    finally:
        subject.stop()


def hold(talk: Talk, subject: Subject, tabs: Tabs) -> list[Tab]:
    """Return two tabs after the talk. Exit where they do not show what they should."""
    pair = [tabs.open(subject.server.page(ROOM)) for _ in talk.shows]
    for tab in pair:
        tab.connects()
    for speaker, message in talk.lines:
        pair[speaker].say(message)
        pair[speaker].until("(view.log || '').includes(values[0])", message)
    for number, (tab, messages) in enumerate(
        zip(pair, talk.shows, strict=True), start=1
    ):
        shown, view = tab.shows(*messages)
        if not shown:
            raise SystemExit(
                f"stage {talk.stage}: tab {number} shows {view.messages}, "
                f"and tests/harness/talks.py says {list(messages)}"
            )
    return pair


def save(picture: Image.Image, file: Path) -> None:
    small = picture.quantize(COLOURS, method=Image.Quantize.MEDIANCUT)
    small.save(file, optimize=True)
    print(f"{file.relative_to(ROOT)}: {file.stat().st_size // 1024} KB")


def make_album(driver, subject: Subject, tabs: Tabs, room: Tab, album: Path) -> None:
    """Photograph each page wide and narrow, light and dark."""
    album.mkdir(parents=True, exist_ok=True)
    index = tabs.open(f"{subject.server.url}/chat/")
    refused = tabs.open(f"{subject.server.url}/chat/two%20words/")
    pages = {"index": index, "refused": refused, "room": room}
    for (name, tab), scheme, size in product(pages.items(), SCHEMES, (WIDE, NARROW)):
        image = photograph(driver, tab, *size, scheme)
        image.save(album / f"{name}-{scheme}-{size[0]}.png")


def main(words: list[str]) -> int:
    FOLDER.mkdir(parents=True, exist_ok=True)
    driver = start_driver(find_browser())
    try:
        prepare_tabs(driver, 2)
        for talk in TALKS:
            tabs = Tabs(driver)
            with running(talk.stage) as subject:
                pair = hold(talk, subject, tabs)
                images = [photograph(driver, tab, 400, 340, "light") for tab in pair]
                save(side_by_side(images), FOLDER / talk.file_name)
                if talk is TALKS[-1]:
                    images = [
                        photograph(driver, tab, 520, 380, "light") for tab in pair
                    ]
                    save(side_by_side(images), FOLDER / ALL_SHOW)
                if talk is TALKS[-1] and words:
                    called_from = os.environ.get("WORKBOOK_CALLED_FROM", ROOT)
                    album = Path(called_from, words[0])
                    make_album(driver, subject, tabs, pair[0], album)
                tabs.give_back()
                leave_idle_pages(driver)
    finally:
        stop_driver(driver)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
