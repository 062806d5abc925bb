"""The book, built once for all tests that read its pages.

These tests are marked with BOOK, so that one process makes it for all of them.
"""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.steps import ROOT


class Book:
    """The built pages, in a folder of their own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.pages = sorted(
            page
            for page in folder.rglob("*.html")
            if not page.relative_to(folder).parts[0].startswith("_")
        )

    def name(self, page: Path) -> str:
        """Return the page as its author knows it: start.md for start.html."""
        return page.relative_to(self.folder).with_suffix(".md").as_posix()


@pytest.fixture(scope="session")
def book(tmp_path_factory):
    """The book, built with warnings as errors."""
    folder = tmp_path_factory.mktemp("book")
    strict = ["--fail-on-warning", "--keep-going", "--quiet"]
    places = ["-d", str(folder / "doctrees"), str(ROOT / "docs"), str(folder / "html")]
    built = subprocess.run(
        [sys.executable, "-m", "sphinx", *strict, *places],
        check=False,
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
    )
    if built.returncode:
        pytest.fail(f"nox -s docs says:\n{built.stderr}", pytrace=False)
    return Book(folder / "html")
