"""Which virtual environments may be a project's own."""

from pathlib import Path

from tests.steps import ROOT

USUAL = {".venv": 0, "venv": 1, "env": 2}
NEEDED = ("django", "channels")


def environments_of(project: Path) -> dict[str, Path]:
    """Return their folders by the names that the project's author would type.

    First those in the project's folder, of whatever use they are, the usual names first.
    Then those beside it, as "../.venv", which have what a chat needs: others may be
    somebody else's. The workbook's own folder is no project's.
    """
    inside = {folder.name: folder for folder in _environments_in(project)}
    if project.parent in (ROOT, project):
        return inside
    return inside | {
        f"../{folder.name}": folder
        for folder in _environments_in(project.parent)
        if folder != project and _has_what_a_chat_needs(folder)
    }


def libraries_of(environment: Path) -> list[Path]:
    """Return the folders in which a virtual environment has its packages."""
    posix = environment.glob("lib/python3*/site-packages")
    return [*posix, environment / "Lib" / "site-packages"]


def _environments_in(folder: Path) -> list[Path]:
    found = [mark.parent for mark in folder.glob("*/pyvenv.cfg")]
    return sorted(found, key=lambda one: (USUAL.get(one.name, 9), one.name))


def _has_what_a_chat_needs(environment: Path) -> bool:
    return any(
        all((library / name).is_dir() for name in NEEDED)
        for library in libraries_of(environment)
    )
