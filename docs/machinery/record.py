"""nox -s record: follow the chapters and write what commands print to docs/recorded/."""

import argparse
import sys

from docs.machinery.robot.robot import chapter_of, robot
from docs.machinery.steps.blocks import Block, ChapterError, read_chapter
from docs.machinery.steps.recordings import write_recording
from tests.harness.browser_finder import NoBrowser
from tests.harness.browsers import start_browser, stop_browser
from tests.harness.nest import CAN_FORK, Nest
from tests.harness.tabs import Tabs
from tests.steps import NUMBERS


def record(block: Block, name: str, text: str) -> None:
    """Write the recording, and say so where it is new."""
    is_new = write_recording(name, text)
    print(f"  {'written' if is_new else 'same'}: docs/recorded/{name}.txt", flush=True)


def follow(number: int, driver, nest: Nest | None) -> None:
    """Follow the chapter of this stage. Raise ChapterError."""
    page = chapter_of(number)
    if not read_chapter(page):
        print(f"docs/{page.name} has no steps yet.")
        return
    print(f"Following docs/{page.name} …", flush=True)
    with robot(number, Tabs(driver), record, nest) as reader:
        reader.tell = lambda block: print(
            f"  line {block.line}: {block.kind}", flush=True
        )
        reader.read(page)


def main(words: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="nox -s record --", description=__doc__)
    parser.add_argument(
        "stages", metavar="N", nargs="*", type=int, help="1, 2 or 3; all if none"
    )
    numbers = parser.parse_args(words).stages or NUMBERS
    if unknown := set(numbers) - set(NUMBERS):
        parser.error(f"there is no stage {min(unknown)}; the stages are 1, 2 and 3")
    driver = start_browser()
    if isinstance(driver, NoBrowser):
        print(driver, file=sys.stderr)
        return 1
    nest = Nest() if CAN_FORK else None
    try:
        for number in numbers:
            follow(number, driver, nest)
    except ChapterError as problem:
        print(problem, file=sys.stderr)
        return 1
    finally:
        stop_browser(driver)
        if nest:
            nest.end()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
