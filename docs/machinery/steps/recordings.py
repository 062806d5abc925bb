"""What commands print, in docs/recorded/: the same on every computer and at any time."""

import re
from collections.abc import Mapping
from difflib import ndiff
from pathlib import Path

from docs.machinery.facts import version_of
from docs.machinery.places import CONSTRAINTS, DOCS
from docs.machinery.steps.blocks import Block
from tests.steps import ROOT

RECORDED = DOCS / "recorded"
VERSION = re.compile(r"\{version of ([\w-]+)\}")

PACKAGES = "django|daphne|channels-redis|channels|redis|uvicorn|autobahn|twisted"

RULES = (
    # ("what is printed", "what is kept instead")
    (r"\x1b\[[0-9;]*m", ""),
    (rf"(?i)\b({PACKAGES})( version |==|/)\d+(?:\.\d+)+\b", r"\1\2{version of \1}"),
    (r"\bPython 3\.\d+(?:\.\d+)?", "Python 3"),
    (r"\b[A-Z][a-z]+ \d{1,2}, \d{4} - \d\d:\d\d:\d\d", "November 26, 2026 - 10:00:00"),
    (r"\b\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(?:[.,]\d+)?", "2026-11-26 10:00:00"),
    (r"\[\d\d/[A-Z][a-z]{2}/\d{4} \d\d:\d\d:\d\d\]", "[26/Nov/2026 10:00:00]"),
    (r"\[\d+\.\d\d, 127\.0\.0\.1:\d+\]", "[0.01, 127.0.0.1:50000]"),
    (r"\[127\.0\.0\.1:\d+\]", "[127.0.0.1:50000]"),
    # A whole number of seconds is a limit, and what is measured has a decimal point.
    (r"\b(in|after) \d+\.\d+ ?(s|ms|seconds)\b", r"\1 0.1 \2"),
    (r"\bpid[ =:]+\d+", "pid 1000"),
    (r"\bspecific\.[0-9a-f]{32}![0-9a-f]{32}", "specific.a41b7c09!5f2e8d13"),
    (r"\bspecific\.\.inmemory![A-Za-z]{12}\b", "specific..inmemory!gkWqzVbTfLsD"),
    (r"\bspecific\.[0-9a-f]{32}\b(?!!)", "specific.a41b7c095f2e8d13"),
    (r"\b[0-9a-f]{32}!(?:[0-9a-f]{32})", "a41b7c09!5f2e8d13"),
    (r"\bat 0x[0-9a-f]{6,}", "at 0x7f0000000000"),
    (r"\broom_[0-9a-f]{8}\b", "room_1a2b3c4d"),  # tests.harness.subject.new_room()
    (r"django-insecure-[^'\"\s]+", "django-insecure-…"),
    (r"\bCTRL-BREAK\b", "CONTROL-C"),
    (r"[ \t]+$", ""),
)


def normalised(text: str, folders: Mapping[Path, str], ports: Mapping[int, int]) -> str:
    """Return the text without what differs from one computer or run to another.

    ``folders`` says what to write for each folder, and ``ports`` which port to write for
    each that was used. What is like a version becomes "{version of PACKAGE}".
    """
    lines = [line for line in text.splitlines() if f"cd {ROOT}" not in line]
    text = "\n".join(lines)
    for folder, name in sorted(folders.items(), key=lambda item: -len(str(item[0]))):
        text = text.replace(f"{folder}{'/' if not name else ''}", name)
        text = text.replace(str(folder), name or ".")
    for used, shown in ports.items():
        text = re.sub(rf"\b{used}\b", str(shown), text)
    for pattern, instead in RULES:
        text = re.sub(pattern, instead, text, flags=re.MULTILINE)
    return text.strip("\n") + "\n"


def file_of(name: str) -> Path:
    return RECORDED / f"{name}.txt"


def read_recording(name: str) -> str:
    """Return what was recorded, as the page shows it. Raise FileNotFoundError.

    The versions are those of constraints.txt. Raise NoSuchFact for another package.
    """
    text = file_of(name).read_text(encoding="utf-8")
    pins = CONSTRAINTS.read_text(encoding="utf-8")
    return VERSION.sub(lambda found: version_of(found[1], pins), text)


def compare_recording(block: Block, name: str, text: str) -> None:
    """Raise ChapterError where the recording is another one than this text."""
    chapter = f"nox -s record -- {re.sub('[^0-9]', '', block.page)}"
    file = file_of(name)
    if not file.exists():
        raise block.error(f"docs/recorded/{name}.txt is not there. Make it: {chapter}")
    recorded = file.read_text(encoding="utf-8")
    if recorded != text:
        lines = ndiff(recorded.splitlines(), text.splitlines())
        changes = "\n".join(f"  {line}" for line in lines if not line.startswith("?"))
        raise block.error(
            f"what is printed is not docs/recorded/{name}.txt any more:\n{changes}\n"
            f"If the new lines (+) are right, record them: {chapter}"
        )


def write_recording(name: str, text: str) -> bool:
    """Write what was recorded. Return whether the file is another one now."""
    file = file_of(name)
    if file.exists() and file.read_text(encoding="utf-8") == text:
        return False
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(text.encode())
    return True
