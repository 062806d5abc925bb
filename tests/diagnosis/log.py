"""Errors in what Python prints: a traceback, and below it the error."""

import re
from dataclasses import dataclass
from pathlib import Path

from tests.diagnosis.source import Place

# Django's migrate, and a question of input(), are on the same line before it.
TRACEBACK = re.compile(r"(?![ |+]*[|+]).*Traceback \(most recent call last\):$")
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
        if TRACEBACK.match(line):
            places, last = [], None
        elif places is None:
            continue
        elif frame := FRAME.match(line):
            # manage.py stands without its folder; <frozen ...> is no file
            path = root / frame["file"]
            last = path
            if (
                not frame["file"].startswith("<")
                and path.is_relative_to(root)
                and "site-packages" not in frame["file"]
            ):
                file = path.relative_to(root).as_posix()
                places.append(Place(file, int(frame["line"])))
        elif not line.startswith(" ") and (error := ERROR.match(line)):
            name = error["name"].rpartition(".")[2]
            if last != root / "manage.py":  # every error goes through it
                places = [place for place in places if place.file != "manage.py"]
            found.append(LogError(name, (error["text"] or "").strip(), tuple(places)))
            places = None
    return found
