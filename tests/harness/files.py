"""The files of a project, without what nobody wrote."""

from pathlib import Path

from tests.harness.noise import is_noise


def files_of(folder: Path) -> dict[str, Path]:
    """Return the files below the folder without noise, by their names with slashes."""
    found = {}
    waiting = [folder]
    while waiting:
        for path in sorted(waiting.pop().iterdir()):
            if is_noise(path):
                continue
            if path.is_dir():
                waiting.append(path)
            else:
                found[path.relative_to(folder).as_posix()] = path
    return dict(sorted(found.items()))
