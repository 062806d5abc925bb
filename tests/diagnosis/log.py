"""Errors in what Python prints: a traceback, and below it the error."""

import re
from dataclasses import dataclass
from pathlib import Path

from tests.diagnosis.source import Place

FRAME = re.compile(r'\s*File "(?P<file>.+?)", line (?P<line>\d+)')
ERROR = re.compile(r"(?P<name>[A-Za-z_][\w.]*)(?:: (?P<text>.*))?$")


@dataclass(frozen=True)
class LogError:
    """``name`` is without its module; ``places`` are those in the project, innermost last."""

    name: str
    text: str
    places: tuple[Place, ...]

    @property
    def place(self) -> Place | None:
        return self.places[-1] if self.places else None

    def __str__(self) -> str:
        return f"{self.name}: {self.text}" if self.text else self.name


def errors_in_log(log: str, folder: Path) -> list[LogError]:
    """Return the errors below tracebacks, in the order of the log."""
    found = []
    root = folder.resolve()
    places: list[Place] | None = None
    for line in log.splitlines():
        if line.startswith("Traceback (most recent call last)"):
            places = []
        elif places is None:
            continue
        elif frame := FRAME.match(line):
            path = Path(frame["file"])
            if path.is_relative_to(root) and "site-packages" not in frame["file"]:
                file = path.relative_to(root).as_posix()
                places.append(Place(file, int(frame["line"])))
        elif not line.startswith(" ") and (error := ERROR.match(line)):
            name = error["name"].rpartition(".")[2]
            found.append(LogError(name, (error["text"] or "").strip(), tuple(places)))
            places = None
    return found
