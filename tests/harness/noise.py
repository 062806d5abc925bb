"""What lies in the folder of a project and is no part of it."""

from pathlib import Path

# Made by programs, or about one computer only.
NOISE_FOLDERS = {
    *("__pycache__", "node_modules"),
    *(".git", ".idea", ".vscode", ".nox", ".tox", ".pytest_cache", ".ruff_cache"),
}
COLLECTED = "staticfiles"
"""A usual name for what collectstatic makes, which brings the files of the admin."""
NOISE_SUFFIXES = {".pyc", ".pyo", ".sqlite3", ".sqlite3-journal", ".log", ".swp"}
NOISE_FILES = {".DS_Store", "Thumbs.db", "desktop.ini"}


def is_noise(path: Path) -> bool:
    """Return whether the path is something that nobody wrote."""
    if path.is_dir():
        if path.name == COLLECTED and (path / "admin").is_dir():
            return True
        # A virtual environment may have any name; this file gives it away.
        return path.name in NOISE_FOLDERS or (path / "pyvenv.cfg").exists()
    return path.suffix in NOISE_SUFFIXES or path.name in NOISE_FILES
