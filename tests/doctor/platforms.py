"""What is particular about this system and gets in the way."""

import ctypes
import locale
import os
import platform
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.doctor.finding import Finding
from tests.harness.run import run_folder
from tests.steps import ROOT

MEGABYTE = 1_000_000
TOO_LITTLE, LITTLE = 50 * MEGABYTE, 500 * MEGABYTE  # for a browser's profile and copies
SMALL_MEMORY = 60 * MEGABYTE  # Docker gives 64

LONGEST_PATH = 259  # of Windows
LONGEST_INSIDE = 165  # of a file in .nox, with some to spare

INOTIFY = "/proc/sys/fs/inotify"


def can_write() -> OSError | None:
    """Make the folder of this run; return the error if that does not work."""
    try:
        run_folder()
    except OSError as problem:
        return problem
    return None


def temporary_folder() -> Iterator[Finding]:
    """Tell whether temporary files can be written, and enough of them."""
    do = "Free some space, or name another folder in TMPDIR (on Windows in TEMP)."
    if problem := can_write():
        yield Finding(
            False,
            f"No temporary file can be written: {problem.strerror or problem}.",
            do,
        )
        return
    folder = Path(tempfile.gettempdir())
    free = shutil.disk_usage(run_folder()).free
    if free >= LITTLE:
        yield Finding(True, f"Temporary files can be written to {folder}.")
        return
    what = f"There are only {free // MEGABYTE} MB left for temporary files in {folder}."
    yield Finding(False if free < TOO_LITTLE else None, what, do)


def shared_memory() -> Iterator[Finding]:
    """Tell of a small /dev/shm, which containers have and browsers fill."""
    folder = Path("/dev/shm")
    if sys.platform != "linux" or not folder.is_dir():
        return
    size = shutil.disk_usage(folder).total
    if size < SMALL_MEMORY:
        yield Finding(
            None,
            f"/dev/shm has {size // MEGABYTE} MB. Chrome is told to do without it; "
            "Firefox may stop in the middle.",
            "In Docker, start the container with --shm-size=256m.",
            "https://gitlab.com/gitlab-org/gitlab/-/issues/216762",
        )


def watched_files() -> Iterator[Finding]:
    """Tell whether the system still lets one watch files (Linux)."""
    if sys.platform != "linux":
        return
    libc = ctypes.CDLL(None, use_errno=True)
    watcher = libc.inotify_init1(0)
    if watcher < 0:
        yield no_watching("max_user_instances", ctypes.get_errno())
        return
    try:
        changed = 0x2  # IN_MODIFY
        if libc.inotify_add_watch(watcher, os.fsencode(ROOT), changed) < 0:
            yield no_watching("max_user_watches", ctypes.get_errno())
    finally:
        os.close(watcher)


def no_watching(limit: str, number: int) -> Finding:
    file = Path(INOTIFY, limit)
    value = file.read_text(encoding="ascii").strip() if file.exists() else "not known"
    return Finding(
        None,
        f"Files cannot be watched: {os.strerror(number)} ({limit} is {value}).",
        f"Close an editor that watches many files, or: "
        f"sudo sysctl fs.inotify.{limit}=524288",
        "https://man7.org/linux/man-pages/man7/inotify.7.html",
    )


def is_wsl() -> bool:
    """Return whether this is Linux inside Windows."""
    return sys.platform == "linux" and "microsoft" in platform.release().lower()


def windows_drive(folder: Path) -> Iterator[Finding]:
    """Tell of a folder that Linux inside Windows sees on Windows' own drive."""
    parts = folder.resolve().parts
    on_drive = len(parts) > 2 and parts[1] == "mnt" and len(parts[2]) == 1
    if is_wsl() and on_drive:
        yield Finding(
            None,
            f"{folder} is on a drive of Windows, which is slow from WSL.",
            "Copy it into your Linux home folder, and work there.",
            "https://learn.microsoft.com/en-us/windows/wsl/filesystems",
        )


def long_paths() -> Iterator[Finding]:
    """Tell of a folder too deep for Windows."""
    if sys.platform != "win32":
        return
    if len(str(ROOT)) + LONGEST_INSIDE <= LONGEST_PATH or long_paths_enabled():
        return
    yield Finding(
        None,
        f"The folder of the workbook has a long name ({len(str(ROOT))} characters). "
        f"Windows takes {LONGEST_PATH} for the whole path of a file.",
        r"Move the workbook to a short one, as C:\workbook, or allow long paths.",
        "https://docs.python.org/3/using/windows.html#removing-the-max-path-limitation",
    )


def long_paths_enabled() -> bool:
    """Return whether this Windows takes longer paths."""
    import winreg

    where = r"SYSTEM\CurrentControlSet\Control\FileSystem"
    try:
        with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, where) as key:
            return winreg.QueryValueEx(key, "LongPathsEnabled")[0] == 1
    except OSError:  # an older Windows does not have it
        return False


def text_encoding() -> Iterator[Finding]:
    """Tell of a Windows on which open() does not read UTF-8 by itself."""
    if sys.platform != "win32" or sys.flags.utf8_mode:
        return
    encoding = locale.getpreferredencoding(False)
    if encoding.lower().replace("-", "") not in {"utf8", "cp65001"}:
        yield Finding(
            None,
            f"Python reads and writes text files as {encoding} here, unless told "
            "otherwise. Umlauts and other letters of a file in UTF-8 come out wrong.",
            "setx PYTHONUTF8 1, then open a new terminal.",
            "https://docs.python.org/3/using/windows.html#utf-8-mode",
        )
