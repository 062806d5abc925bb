"""What is in a project's folder that gets in the way of its packages."""

import sys
from collections.abc import Iterator
from pathlib import Path

from tests.doctor.finding import Finding
from tests.doctor.packages import (
    Environment,
    judge,
    python_is_gone,
    read_environment,
    workbook_environment,
)
from tests.doctor.settings_facts import (
    read_settings,
    settings_file,
    uses_channels_redis,
)
from tests.harness.virtual_environments import environments_of

PACKAGES = {
    *("django", "channels", "channels_redis", "daphne", "redis", "asgiref", "twisted"),
    *("autobahn", "msgpack", "uvicorn", "websockets"),
}
HARMLESS = {"test", "tests"}
"""In Python's library too, but nothing that a server imports."""


def settings_facts(project: Path) -> dict:
    """Return what is known of the project's settings; nothing where they do not parse."""
    file = settings_file(project)
    if not file:
        return {}
    try:
        return read_settings(file)
    except (SyntaxError, ValueError):  # wrong_settings() tells of it
        return {}


def wrong_settings(project: Path) -> Iterator[Finding]:
    """Tell of a folder that is no project, or whose settings Python cannot read."""
    if not (project / "manage.py").is_file():
        yield Finding(
            False,
            f"{project} has no manage.py.",
            "Name the folder of a Django project, the one with manage.py in it.",
        )
        return
    file = settings_file(project)
    if not file:
        yield Finding(
            None,
            f"{project / 'manage.py'} does not name a settings file that is there, so "
            "nothing is known of the channel layer.",
            "It needs os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'mysite.settings'), "
            "with the name of your own settings.",
        )
        return
    try:
        read_settings(file)
    except (SyntaxError, ValueError) as problem:
        line = getattr(problem, "lineno", None)
        where = f"{file.relative_to(project).as_posix()}"
        where += f", line {line}" if line else ""
        said = getattr(problem, "msg", None) or problem
        yield Finding(
            False, f"Python cannot read {where}: {said}.", "Correct that line."
        )
        return
    yield Finding(True, f"Python can read {file.relative_to(project).as_posix()}.")


def packages(project: Path | None) -> Iterator[Finding]:
    """Tell whether the packages fit with which the project runs.

    Those of its own virtual environment, where it has one with Django that can run; else
    those of the workbook.
    """
    facts = settings_facts(project) if project else {}
    environments = environments_of(project) if project else {}
    for name, folder in environments.items():
        environment = read_environment(name, folder)
        if trouble := why_not(folder, environment):
            yield trouble
            continue
        yield from judge(environment, facts)
        return
    yield from judge(workbook_environment(), facts)


def why_not(folder: Path, environment: Environment) -> Finding | None:
    """Return why a virtual environment cannot be used, or None."""
    again = f"Delete {folder}, make it anew ({sys_python()} -m venv {folder}), and "
    again += f'{environment.pip} install "channels[daphne]" channels-redis'
    if python_is_gone(folder):
        return Finding(
            None,
            f"The Python of {folder} is gone: it was removed or updated, or the folder "
            "comes from another computer. The checks take the workbook's packages.",
            again,
        )
    if "django" not in environment.versions and environment.complete:
        return Finding(
            None,
            f"{folder} has no Django in it. The checks take the workbook's packages.",
            f'{environment.pip} install "channels[daphne]" channels-redis',
        )
    return None


def sys_python() -> str:
    return "py" if sys.platform == "win32" else "python3"


def hiding_files(project: Path) -> Iterator[Finding]:
    """Tell of files beside manage.py that Python takes for a package of that name."""
    found = list(hidden_packages(project)) + list(hidden_folders(project))
    yield from found
    if not found:
        yield Finding(True, "No file beside manage.py hides a package.")


def hidden_packages(project: Path) -> Iterator[Finding]:
    """Tell of what has the name of a package that a chat needs, or of Python's own."""
    names = importable(project)
    for name in sorted(names):
        place = names[name]
        shown = place.name + ("/" if place.is_dir() else "")
        if name in PACKAGES:
            yield Finding(
                False,
                f"{shown} beside manage.py hides the package {name}: every import of "
                f"{name} gets yours.",
                f"Give {shown} another name.",
            )
        elif name in sys.stdlib_module_names - HARMLESS:
            yield Finding(
                None,
                f"{shown} beside manage.py hides the module {name} that is part of Python.",
                f"Give {shown} another name.",
                "https://docs.python.org/3/library/sys_path_init.html",
            )


def hidden_folders(project: Path) -> Iterator[Finding]:
    """Tell of a file that Python takes instead of a folder of the same name."""
    for name, place in importable(project).items():
        folder = project / name
        if place.suffix == ".py" and folder.is_dir() and any(folder.glob("*.py")):
            yield Finding(
                False,
                f"{name}.py hides the folder {name}/, which has no __init__.py: import "
                f"{name} gets the file.",
                f"Give {name}.py another name, or put an empty __init__.py into {name}/.",
            )


def importable(project: Path) -> dict[str, Path]:
    """Return what "import NAME" finds in a folder, files and packages, by name.

    A folder without __init__.py does not count: anything else of its name goes first.
    """
    found = {file.stem: file for file in project.glob("*.py")}
    found.pop("manage", None)
    return found | {
        init.parent.name: init.parent for init in project.glob("*/__init__.py")
    }


def needs_redis(project: Path) -> bool:
    """Return whether the settings are known to name a layer of channels_redis."""
    return uses_channels_redis(settings_facts(project))
