"""Tells when somebody has saved a file of a project."""

import threading
from collections.abc import Iterator
from pathlib import Path

from watchfiles import Change, DefaultFilter, watch

from tests.harness.noise import is_noise

SETTLE = 40  # milliseconds of quiet; editors save in several steps


class ProjectFilter(DefaultFilter):
    """All files but those that nobody wrote, as caches, databases and environments."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder

    def __call__(self, change: Change, path: str) -> bool:
        changed = Path(path)
        if not super().__call__(change, path) or not changed.is_relative_to(
            self._folder
        ):
            return False
        between = [one for one in changed.parents if one.is_relative_to(self._folder)]
        return not any(is_noise(one) for one in [changed, *between])


def saves(folder: Path, stop: threading.Event) -> Iterator[None]:
    """Yield each time that files were saved, until ``stop`` is set.

    Raise OSError where the system cannot watch files.
    """
    changes = watch(
        folder,
        watch_filter=ProjectFilter(folder),
        debounce=1000,
        step=SETTLE,
        stop_event=stop,
        raise_interrupt=False,
    )
    for _ in changes:
        yield
