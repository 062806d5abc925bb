"""What is printed for people: whether in colour."""

import os
from typing import TextIO

BOLD, PLAIN = "\033[1m", "\033[0m"


def wants_colour(stream: TextIO) -> bool:
    """Return whether people look at the stream: https://no-color.org"""
    return stream.isatty() and "NO_COLOR" not in os.environ
