"""Paint for terminals, and the arguments that the commands share."""

import sys

from tests.harness.console import PLAIN, wants_colour

DEFAULT_PROJECT = "mychat"

CODES = {"✓": "\033[32m", "✗": "\033[31m", "!": "\033[33m", "·": "\033[2m"}


def paint(text: str, stream) -> str:
    """Return the text with the colour of its first sign in its first line, bold titles."""
    code = CODES.get(text[:1])
    if not code or not wants_colour(stream):
        return text
    first, line_end, rest = text.partition("\n")
    return f"{code}{first}{PLAIN}{line_end}{rest}"


def counted(number: int, one: str, many: str) -> str:
    """Return the number with the words that fit it, as in "1 check", "2 checks"."""
    return f"{number} {one if number == 1 else many}"


def utf8_output() -> None:
    """Let ✓ be printed where the terminal's own encoding does not have it."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")
