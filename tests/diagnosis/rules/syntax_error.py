"""Python cannot read a file."""

from tests.diagnosis.evidence import Evidence
from tests.diagnosis.rule import SAID, START, Cause

EXPLAINS = START
RANK = SAID
HINTS = (
    "Go to the line that is named, and look at the one above it too.",
    "Often a bracket, a quote or the colon at the end of a line is missing, or lines that "
    "belong together do not begin in the same column.",
    "    def connect(self):      # a colon\n        self.accept()       # four spaces more",
)


def match(seen: Evidence) -> Cause | None:
    error = seen.start_error
    if not error or error.name not in {"SyntaxError", "IndentationError", "TabError"}:
        return None
    place = error.place
    where = f"{place.file}, line {place.line}" if place else "a file"
    return Cause(
        f"Python cannot read {where}: {error.text}",
        "mend this line, or the one above it",
        place,
    )
