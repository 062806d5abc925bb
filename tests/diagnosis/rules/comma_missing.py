"""A comma is missing between two texts, so Python makes one of them."""

import io
import tokenize

from tests.diagnosis.evidence import Evidence
from tests.diagnosis.rule import SAID, START, Cause
from tests.diagnosis.source import Place

EXPLAINS = START
RANK = SAID
HINTS = (
    "Look at the ends of the lines in INSTALLED_APPS, MIDDLEWARE and other lists.",
    'Python joins two texts that stand side by side: "a" "b" is "ab". A comma keeps them '
    "apart.",
    '    INSTALLED_APPS = [\n        "daphne",\n        "chat",\n        ...',
)

BETWEEN = {tokenize.NL, tokenize.NEWLINE, tokenize.COMMENT}


def match(seen: Evidence) -> Cause | None:
    if not seen.server_down:
        return None
    said = " ".join(str(error) for error in seen.log_errors)
    files = [seen.settings_file, *(f for f in seen.files if f.endswith(".py"))]
    for file in files:
        for first, second, line in joined_texts(seen.text(file)):
            # Python names as much of the joined text as it looked for.
            parts = (first + second).split(".")
            names = {".".join(parts[:n]) for n in range(1, len(parts) + 1)}
            if any(len(name) > len(first) and f"'{name}'" in said for name in names):
                return Cause(
                    f'there is no comma between "{first}" and "{second}", so Python reads '
                    f'"{first}{second}"',
                    f'write a comma behind "{first}"',
                    Place(file, line),
                )
    return None


def joined_texts(code: str) -> list[tuple[str, str, int]]:
    """Return (text, next text, line of the first) where texts stand side by side."""
    found, last = [], None
    try:
        for token in tokenize.generate_tokens(io.StringIO(code).readline):
            if token.type == tokenize.STRING:
                text = token.string.strip("\"'")
                if last and "\n" not in last[0] + text:
                    found.append((last[0], text, last[1]))
                last = (text, token.start[0])
            elif token.type not in BETWEEN:
                last = None
    except (tokenize.TokenError, SyntaxError):
        pass  # another rule explains what Python cannot read
    return found
