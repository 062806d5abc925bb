"""Read files as text, whatever wrote them."""

import io
import tokenize
from pathlib import Path

from tests.compare.text_source import is_requirements

LONGEST = 200_000  # bytes of a file that is compared line by line


class NotShown(Exception):
    """The lines of a file cannot be compared; str() of this error says why."""

    def __init__(self, why: str, may_be_same: bool = True) -> None:
        super().__init__(why)
        self.may_be_same = may_be_same


def read_text(path: Path) -> str:
    """Return the text of a file. Raise NotShown."""
    encoding = "utf-8-sig"
    try:
        if path.stat().st_size > LONGEST:
            raise NotShown("too long to show")
        data = path.read_bytes()
        if path.suffix == ".py":
            encoding, _ = tokenize.detect_encoding(io.BytesIO(data).readline)
        elif is_requirements(path.name) and data[:2] in (b"\xff\xfe", b"\xfe\xff"):
            encoding = "utf-16"  # PowerShell writes what pip freeze prints like this
        text = data.decode(encoding)
    except OSError as problem:
        raise NotShown(f"cannot be read: {problem.strerror}", False) from None
    except (UnicodeDecodeError, SyntaxError):
        raise NotShown("not text") from None
    if "\0" in text:
        raise NotShown("not text")
    return text
