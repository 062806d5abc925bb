"""What several tests of nox -s start and reset use: a project, a person who types."""

import io
import subprocess
import sys
from pathlib import Path

from tests.steps import ROOT
from tests.workspace import beginning

THEIRS = "print('mine')"


class Terminal(io.StringIO):
    """Somebody who types; at the end of the text, Ctrl-D."""

    def isatty(self):
        return True


def everything(folder: Path) -> dict[str, bytes | None]:
    """Return all below the folder: the bytes of files, None for folders."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        if path.is_file()
        else None
        for path in sorted(folder.rglob("*"))
    }


def with_project(folder: Path, text: str = THEIRS) -> Path:
    """Make the beginning of stage 2 with a line of the learner's; return the folder."""
    folder.mkdir(parents=True)
    beginning.copy_stage(1, folder)
    (folder / "chat" / "consumers.py").write_text(text, encoding="utf-8")
    return folder


def run(module: str, *words: str, **options) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, "-m", module, *words],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        **{"stdin": subprocess.DEVNULL, **options},
    )
