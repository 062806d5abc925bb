"""What the tests of broken projects share."""

import sys
from pathlib import Path

import psutil
import pytest

ONLY_POSIX = pytest.mark.skipif(sys.platform == "win32", reason="needs fork and links")


def append(file: Path, text: str) -> None:
    file.write_text(file.read_text(encoding="utf-8") + text, encoding="utf-8")


def sleeping(seconds: str) -> list[psutil.Process]:
    """Return the processes of sleep with this argument."""
    found = psutil.process_iter(["cmdline", "status"])
    return [
        process
        for process in found
        if process.info["status"] != psutil.STATUS_ZOMBIE
        and (process.info["cmdline"] or [])[-1:] == [seconds]
    ]
