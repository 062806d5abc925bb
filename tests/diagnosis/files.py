"""The files of the project that was run, and what stands in them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from tests.harness.files import files_of


@dataclass(frozen=True)
class ProjectFiles:
    """The files below a folder. All their names are relative to it, with slashes."""

    folder: Path

    @cached_property
    def files(self) -> list[str]:
        return list(files_of(self.folder))

    def text(self, file: str) -> str:
        """Return the text of a file, empty where it has none."""
        path = self.folder / file
        return (
            path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""
        )

    def file_of_module(self, module: str) -> str | None:
        """Return the file of a module of the project, or None."""
        for name in (
            f"{module.replace('.', '/')}.py",
            f"{module.replace('.', '/')}/__init__.py",
        ):
            if (self.folder / name).is_file():
                return name
        return None

    def find_file(self, ending: str) -> str | None:
        """Return the first file whose path ends like this, or None."""
        return next(
            (file for file in self.files if f"/{file}".endswith(f"/{ending}")), None
        )

    def line_with(self, file: str, *texts: str) -> int | None:
        """Return the number of the first line with the first text that is there, or None."""
        lines = self.text(file).splitlines()
        for text in texts:
            for number, line in enumerate(lines, start=1):
                if text in line:
                    return number
        return None

    def search(
        self, pattern: str, suffixes: Iterable[str]
    ) -> list[tuple[str, int, re.Match]]:
        """Return (file, line number, match) for each line in which the pattern is found."""
        return [
            (file, number, match)
            for file in self.files
            if Path(file).suffix in suffixes
            for number, line in enumerate(self.text(file).splitlines(), start=1)
            if (match := re.search(pattern, line))
        ]

    @property
    def page_files(self) -> tuple[str, ...]:
        return (".html", ".js")
