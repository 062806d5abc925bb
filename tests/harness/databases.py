"""Databases that have been migrated already, for the next copy of the same project.

To migrate takes most of the time in which a server starts. manage.py migrate runs all the
same, and finds nothing to do.
"""

import hashlib
import shutil
from contextlib import suppress
from pathlib import Path

from tests.harness.files import files_of
from tests.harness.project import Project
from tests.harness.run import run_folder, scratch_folder

DATABASES = "*.sqlite3"


def reuse_databases(project: Project) -> None:
    """Put the databases of an earlier copy beside this one, if they would be the same."""
    if (kept := _kept(project)).is_dir():
        for database in kept.glob(DATABASES):
            shutil.copy(database, project.path.parent)


def keep_databases(project: Project) -> None:
    """Keep the databases beside the copy. Nobody may have written to them yet."""
    kept = _kept(project)
    if kept.is_dir():
        return
    making = scratch_folder("migrating")
    for database in project.path.parent.glob(DATABASES):
        shutil.copy(database, making)
    with suppress(OSError):  # another process of this run was faster
        making.rename(kept)


def _kept(project: Project) -> Path:
    return run_folder() / f"migrated-{_what_decides(project)}"


def _what_decides(project: Project) -> str:
    """Return a name for all that decides what migrate does."""
    settings = project.settings_module.partition(".")[0]
    digest = hashlib.sha256(f"{project.python}\0{project.settings_module}".encode())
    files = files_of(project.path)
    files["../.env"] = project.path.parent / ".env"
    for name, path in files.items():
        parts = name.split("/")
        decides = parts[0] in {settings, f"{settings}.py"} or "migrations" in parts
        if (decides or parts[-1] in {"apps.py", ".env"}) and path.is_file():
            digest.update(f"\0{name}\0".encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
