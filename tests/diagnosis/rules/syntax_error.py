"""Python cannot read a file."""

from tests.diagnosis.evidence import Evidence
from tests.diagnosis.rule import SAID, START, Cause
from tests.diagnosis.source import Place

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
    if "null bytes" in error.text:
        file = next((f for f in seen.files if f[-3:] == ".py" and zeros(seen, f)), None)
        return Cause(
            f"{file or 'a file'} is not saved as UTF-8, so Python cannot read it",
            "save it again, with the encoding UTF-8",
            Place(file) if file else place,
        )
    where = f"{place.file}, line {place.line}" if place else "a file"
    return Cause(
        f"Python cannot read {where}: {error.text}",
        "mend this line, or the one above it",
        place,
    )


def zeros(seen: Evidence, file: str) -> bool:
    return b"\0" in (seen.folder / file).read_bytes()
