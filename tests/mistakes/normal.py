"""Texts of a run without what is another in the next: ports, rooms, folders, times."""

import re
from pathlib import Path

from tests.diagnosis.log import FRAME, TRACEBACK

ROOM = re.compile(r"room_[0-9a-f]{8}")
ROOMS = ("lobby", "other", "third")  # as the book calls them
OBJECT = re.compile(r"(?<!\d)\d{12,}(?!\d)")  # what id() returns
OBJECTS = ("1111", "2222", "3333")

HERE = r"127\.0\.0\.1|localhost"
OF_REDIS = r"redis://|connecting to |reading from |writing to |answers at "

# A port of five digits was free, and chosen for the run. Others somebody has written.
ALWAYS = (
    (re.compile(rf"({OF_REDIS})({HERE}):\d{{5}}"), r"\1\2:6379"),
    (re.compile(rf"({HERE}):\d{{5}}"), r"\1:8000"),
    (re.compile(r"\bworkbook_settings\b"), "mysite.settings"),
    (re.compile(r"\b0x[0-9a-f]{6,}"), "0x..."),
    (re.compile(r"specific\.[0-9a-f]{32}|specific\.\w+!\w+"), "specific.abc"),
    (re.compile(r" \[(?:[\d.]+, )?127\.0\.0\.1:8000\]$", re.MULTILINE), ""),
    (re.compile(r"\bprocess \d{3,}"), "process 1234"),
    (re.compile(r"[^\s'\"(]+[/\\]site-packages[/\\]"), "site-packages/"),
)
BUSY = (
    (re.compile(r"runserver did not listen after \d+ s"), "runserver ended"),
    (re.compile(r"is (connecting|closed \(close code \d+\))"), "is not open"),
    (re.compile(r"no answer within [\d.]+ s|HTTP 500"), "no good answer"),
    (re.compile(r"\b\d+\.\d+ s\b"), "... s"),
    # What comes twice may be seen when the next thing is said, and not before.
    (re.compile(r'(the tab shows "hello")(, "(again|last)")+'), r"\1"),
    (re.compile(r'(it shows "hello", "hello")(, "(again|last)")+'), r"\1"),
)
"""What a busy computer makes another of, and what both become to be compared."""

CLOCK = re.compile(r"^[A-Z][a-z]+ \d\d, \d{4} - \d\d:\d\d:\d\d$")

NOISE = re.compile(
    r"Operations to perform:|\s*Apply all migrations:|Running migrations:|"
    r"\s+(Applying \S+\.\.\. OK|No migrations to apply)|Performing system checks|"
    r"System check identified no issues|Django version |Starting ASGI/Daphne|"
    r"Quit the server with|HTTP [A-Z]+ \S+ [23]\d\d|.*/favicon\.ico"
)
"""Lines of a server's log that say nothing about a mistake."""

ERROR = re.compile(r"Exception |.*RuntimeWarning|Application instance|Internal Server")
MARKS = re.compile(r"\s*[\^~]+[\s\^~]*$")  # below a line of code
ELSEWHERE = "  ..."
MOST_LINES = 24
LONGEST_LINE = 250  # characters


def normal(text: str, folder: Path | None = None) -> str:
    """Return the text as it is in every run. ``folder`` is the project that was run.

    A room is called lobby, the next one other. The server's port is 8000, Redis's 6379.
    """
    if folder:
        for path in (folder, folder.resolve(), folder.parent):
            text = text.replace(f"{path}/", "").replace(str(path), folder.name)
    text = _renamed(ROOM, ROOMS, text)
    text = _renamed(OBJECT, OBJECTS, text)
    for pattern, instead in ALWAYS:
        text = pattern.sub(instead, text)
    return text


def _renamed(pattern: re.Pattern, names: tuple[str, ...], text: str) -> str:
    """Return the text with the first thing found called by the first name, and so on."""
    given: dict[str, str] = {}

    def rename(found: re.Match) -> str:
        return given.setdefault(found[0], names[min(len(given), len(names) - 1)])

    return pattern.sub(rename, text)


def masked(text: str) -> str:
    """Return the text without what depends on how busy the computer is, to be compared."""
    for pattern, instead in BUSY:
        text = pattern.sub(instead, text)
    return text


def telling_blocks(log: str, folder: Path) -> list[list[str]]:
    """Return what a server's log says of a mistake, each thing once: lines, tracebacks.

    Of a traceback, what lies in no file of the project is left out.
    """
    blocks: list[list[str]] = []
    in_traceback = False
    for line in log.splitlines():
        if TRACEBACK.match(line):
            blocks.append([line[line.index("Traceback") :]])
            in_traceback = True
        elif in_traceback:
            blocks[-1].append(line)
            in_traceback = line.startswith(" ") or not line.strip()
        elif line.strip() and not (NOISE.match(line) or CLOCK.match(line)):
            blocks.append([line])
    found: list[list[str]] = []
    for block in blocks:
        lines = normal("\n".join(_short(block, folder)), folder).splitlines()
        if lines not in found:
            found.append(lines)
    return found


def is_error(block: list[str]) -> bool:
    return len(block) > 1 or bool(ERROR.match(block[0]))


def lines_of(blocks: list[list[str]]) -> list[str]:
    """Return the lines of all blocks, or so many as somebody reads."""
    lines = [_cut(line) for block in blocks for line in block]
    return lines if len(lines) <= MOST_LINES else [*lines[:MOST_LINES], ELSEWHERE]


def _cut(line: str) -> str:
    return line if len(line) <= LONGEST_LINE else f"{line[:LONGEST_LINE]}..."


def _short(block: list[str], folder: Path) -> list[str]:
    """Return a traceback without the files that are not of the project."""
    if len(block) == 1:
        return block
    lines, ours = [block[0]], False
    for line in block[1:-1]:
        if frame := FRAME.match(line):
            ours = _is_of_project(frame["file"], folder)
        if ours and line.strip() and not MARKS.match(line):
            lines.append(line)
        elif not ours and lines[-1] != ELSEWHERE:
            lines.append(ELSEWHERE)
    return [*lines, block[-1]]


def _is_of_project(file: str, folder: Path) -> bool:
    if file.startswith("<") or "site-packages" in file:
        return False
    roots = (folder, folder.resolve())
    return Path(file) != Path("manage.py") and any(
        root in Path(file).parents for root in roots
    )
