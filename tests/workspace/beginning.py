"""The beginning of a stage: what a learner has before the first line of the lesson."""

import secrets
import shutil
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.harness.files import files_of
from tests.steps import get_step

TOLD_BY_US = "README.md"  # tells about our stage, not about the learner's project
ENDINGS = [
    getattr(signal, name)
    for name in ("SIGINT", "SIGTERM", "SIGBREAK")
    if hasattr(signal, name)
]


class DjangoFailed(Exception):
    """Django made no project; str() of this error says why."""


@contextmanager
def prepared(number: int, parent: Path, name: str) -> Iterator[Path]:
    """Give a new folder in ``parent`` that holds the beginning of the stage.

    Who wants to keep it moves it away: at the end, and when anything goes wrong
    meanwhile, the folder is deleted. Its name begins with ``name``. Raise OSError or
    DjangoFailed.
    """
    folder = parent / f"{name}-in-the-making-{secrets.token_hex(4)}"
    try:
        # Not tempfile.mkdtemp(), whose folders are closed to all other users.
        folder.mkdir()
        make_beginning(number, folder)
        yield folder
    finally:
        with undisturbed():
            if folder.exists():
                shutil.rmtree(folder)


@contextmanager
def undisturbed() -> Iterator[None]:
    """Let Ctrl-C do nothing during the block, which is short and must be done whole."""
    before = {ending: signal.signal(ending, signal.SIG_IGN) for ending in ENDINGS}
    try:
        yield
    finally:
        for ending, handler in before.items():
            signal.signal(ending, handler)


def what_it_is(number: int) -> str:
    """Return a sentence that says what make_beginning() makes."""
    if number == 1:
        return (
            "It is what Django's startproject makes, and an empty app, chat, "
            "which INSTALLED_APPS does not name yet."
        )
    return f"It is stage {number - 1}, complete."


def make_beginning(number: int, folder: Path) -> None:
    """Fill the empty folder with the beginning of the stage."""
    if number == 1:
        start_project(folder)
    else:
        copy_stage(number - 1, folder)


def start_project(folder: Path) -> None:
    """Make the project "mysite" and the app "chat" as Django makes them."""
    chat = folder / "chat"
    django_admin("startproject", "mysite", str(folder))
    chat.mkdir()
    django_admin("startapp", "chat", str(chat))


def django_admin(*words: str) -> None:
    # -I: startproject refuses to make a second "mysite", and people may have one on
    # their PYTHONPATH.
    done = subprocess.run(
        [sys.executable, "-I", "-m", "django", *words],
        check=False,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
    )
    if done.returncode:
        raise DjangoFailed(f"Django's {words[0]} failed: {done.stderr.strip()}")


def copy_stage(number: int, folder: Path) -> None:
    """Copy the files of the stage that are part of the lesson."""
    for name, path in files_of(get_step(number).path).items():
        if name == TOLD_BY_US:
            continue
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, target)
        # A teacher may have made the workbook read-only; the copy is to be edited.
        target.chmod(target.stat().st_mode | stat.S_IWUSR)
