"""Copy a project's folder: what belongs to the project, and nothing else."""

import os
import shutil
import stat
from collections import Counter
from pathlib import Path

from tests.harness.noise import is_noise

UPLOADS = {"media", "uploads"}
"""Folders in which a site keeps what its visitors send. They are empty in a copy."""

BIG = 50_000_000  # bytes; a file of this size is a dump or a film, and no code
MOST_FILES = 10_000
MOST_BYTES = 500_000_000

SOURCES = {".py", ".html", ".js", ".css", ".json", ".toml", ".txt", ".env", ""}
"""What a project may need to run: it is a problem where these cannot be read."""


class CannotCopy(Exception):
    """str() of this error says why, and what to do."""


def copy_project(source: Path, target: Path) -> None:
    """Copy the folder without what nobody wrote (noise.py), databases and uploads.

    Links are followed, for an app may be one, but not in circles. Permissions are not
    copied: the copy can be written to. The file .env beside the folder comes too, as
    projects look for it there. Raise CannotCopy.
    """
    try:
        _Copy(source).folder(source, target)
        beside = source.parent / ".env"
        if beside.is_file() and os.access(beside, os.R_OK):
            shutil.copyfile(beside, target.parent / ".env")
    except OSError as problem:
        raise CannotCopy(
            f"{source} cannot be copied to the temporary folder {target.parent}: "
            f"{problem.strerror}."
        ) from problem


class _Copy:
    def __init__(self, source: Path) -> None:
        self.root = source
        real = source.resolve()
        self.followed = {real, *real.parents}
        self.files = self.bytes = 0
        self.where: Counter[str] = Counter()

    def folder(self, source: Path, target: Path) -> None:
        target.mkdir()
        try:
            entries = sorted(source.iterdir())
        except PermissionError as problem:
            if not is_of_another_user(source):
                raise unreadable(source) from problem
            return  # as the data of a database server in a container
        if source != self.root and is_upload(source, entries):
            return
        for entry in entries:
            self.entry(entry, target / entry.name)

    def entry(self, source: Path, target: Path) -> None:
        try:
            about = source.stat()
            noise = is_noise(source)
        except PermissionError:
            noise = False  # a folder of which nothing is to be known
        except OSError:
            return  # a link to nothing, or to itself
        if noise:
            return
        if stat.S_ISDIR(about.st_mode):
            if source.is_symlink():
                real = source.resolve()
                if real in self.followed:
                    return
                self.followed.add(real)
            self.folder(source, target)
        elif stat.S_ISREG(about.st_mode) and about.st_size < BIG:
            self.count(source, about.st_size)
            try:
                shutil.copyfile(source, target)
                os.utime(target, ns=(about.st_atime_ns, about.st_mtime_ns))
            except PermissionError as problem:
                if source.suffix in SOURCES:
                    raise unreadable(source) from problem

    def count(self, file: Path, size: int) -> None:
        """Stop before it takes too long: somebody's whole home may be the folder."""
        self.files += 1
        self.bytes += size
        self.where[file.relative_to(self.root).parts[0]] += 1 + size // 10_000
        if self.files <= MOST_FILES and self.bytes <= MOST_BYTES:
            return
        [(name, part)] = self.where.most_common(1)
        most = f", most of it in {name}" if part > self.where.total() / 2 else ""
        raise CannotCopy(
            f"{self.root} holds more than a project has ({MOST_FILES:,} files or "
            f"{MOST_BYTES // 1_000_000} MB){most}. Move the project to a folder of its "
            "own, or move out what is no part of it."
        )


def is_upload(folder: Path, entries: list[Path]) -> bool:
    return folder.name in UPLOADS and all(one.suffix != ".py" for one in entries)


def is_of_another_user(path: Path) -> bool:
    """Return whether it belongs to somebody who is neither we nor the administrator."""
    return hasattr(os, "getuid") and path.stat().st_uid not in {os.getuid(), 0}


def unreadable(path: Path) -> CannotCopy:
    return CannotCopy(
        f"{path} cannot be read. Give yourself the right to read it (on Linux and macOS: "
        f"sudo chown -R $USER {path.name}), or move it out if it is no part of the project."
    )
