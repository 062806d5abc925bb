"""The Django project under test: what it is, and a copy of it that we may touch."""

import re
import sys
import tokenize
from dataclasses import dataclass, replace
from pathlib import Path

from tests.harness.copies import CannotCopy, copy_project
from tests.harness.files import files_of
from tests.harness.noise import is_noise
from tests.harness.processes import Process
from tests.harness.run import scratch_folder
from tests.harness.virtual_environments import environments_of

SETTINGS_MODULE = re.compile(
    r"""^[^#\n]*["']DJANGO_SETTINGS_MODULE["']\s*(?:,|\]\s*=)\s*["']([\w.]+)["']""",
    re.MULTILINE,
)
"""Where manage.py names the settings; not in a comment."""

NAMES_SETTINGS = re.compile(r"^[^#\n]*DJANGO_SETTINGS_MODULE", re.MULTILINE)
NOT_FOR_ASGI = {"manage.py", "wsgi.py"}
NOT_FOR_SERVERS = {".ini", ".toml", ".cfg", ".md", ".rst"}
"""Files, and endings of files, that name the settings for others than an ASGI server."""

SETTINGS_LINE = 'os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mysite.settings")'

PYTHON_ANSWERS = 5  # seconds in which a Python says whether it has Django


def noise_in(folder: str, names: list[str]) -> set[str]:
    """Return those names in the folder that shutil.copytree() shall leave out."""
    return {name for name in names if is_noise(Path(folder, name))}


class ProjectProblem(Exception):
    """The folder is not a project that can be run; str() of this error says why."""


@dataclass(frozen=True)
class Project:
    """A folder with a manage.py, and the settings module that manage.py names."""

    path: Path
    settings_module: str
    python: str = sys.executable
    """The Python that runs it: of its own virtual environment, or else the workbook's."""

    python_note: str = ""
    """What there is to say about that Python, as half a sentence."""

    @classmethod
    def at(cls, path: Path) -> "Project":
        """Return the project in this folder. Raise ProjectProblem if there is none."""
        path = path.resolve()
        try:
            if not path.exists():
                raise ProjectProblem(f"There is no folder {path}.")
            if not path.is_dir():
                raise ProjectProblem(f"{path} is a file. Name the folder of a project.")
            manage = path / "manage.py"
            if not manage.is_file():
                raise ProjectProblem(f"{path} has no manage.py. {where_else(path)}")
            text = read_python(manage)
        except OSError as problem:
            where = problem.filename or path
            raise ProjectProblem(
                f"{where} cannot be read: {problem.strerror}."
            ) from problem
        if not text.strip():
            raise ProjectProblem(
                f"{manage} is empty. Copy it from a new project: "
                "django-admin startproject makes one."
            )
        found = SETTINGS_MODULE.search(text)
        if not found:
            raise ProjectProblem(
                f"{manage} does not set DJANGO_SETTINGS_MODULE. "
                f"It needs the line {SETTINGS_LINE}, with the name of your settings."
            )
        return cls(path, found[1], *python_for(path))

    def names_settings_for_a_server(self) -> bool:
        """Whether any file names settings for a server that has not come by manage.py.

        asgi.py is the place, but it may import another one that does; and some leave it to
        .env, a Dockerfile and the like.
        """
        return any(
            NAMES_SETTINGS.search(file.read_text(encoding="utf-8", errors="replace"))
            for file in files_of(self.path).values()
            if file.name not in NOT_FOR_ASGI and file.suffix not in NOT_FOR_SERVERS
        )

    def missing_settings(self, module: str) -> str | None:
        """Return the settings that a module of the project names, where there are none.

        As asgi.py does, for a server that has not come by manage.py.
        """
        file = self.path.joinpath(*module.split(".")).with_suffix(".py")
        found = SETTINGS_MODULE.search(read_python(file)) if file.is_file() else None
        if not found or found[1] == self.settings_module:
            return None
        place = self.path.joinpath(*found[1].split("."))
        there = place.with_suffix(".py").is_file() or place.is_dir()
        return None if there else found[1]

    def scratch_copy(self) -> "Project":
        """Copy the project, without databases and caches, to the folder of this run.

        The copy has a folder of its own, in which there is room for more. Raise
        ProjectProblem where the project cannot be copied.
        """
        target = scratch_folder("project") / (self.path.name or "project")
        try:
            copy_project(self.path, target)
        except CannotCopy as problem:
            raise ProjectProblem(str(problem)) from problem
        return replace(self, path=target)


def where_else(path: Path) -> str:
    """Return a sentence that says which folder has the manage.py that this one has not."""
    inside = sorted(path.glob("*/manage.py")) or sorted(path.glob("*/*/manage.py"))
    folders = [str(file.parent) for file in inside if not is_noise(file.parent)]
    if len(folders) == 1:
        return f"The project is one further down: name {folders[0]}."
    if folders:
        return f"Name the folder of one project: {', '.join(folders[:3])}."
    if (path.parent / "manage.py").is_file():
        return f"The project is one further up: name {path.parent}."
    return "Name the folder of a Django project, the one with manage.py in it."


def read_python(file: Path) -> str:
    """Return the text of a Python file, in the encoding that Python would take."""
    try:
        with tokenize.open(file) as text:
            return text.read()
    except (SyntaxError, UnicodeDecodeError) as problem:
        raise ProjectProblem(
            f"{file} is not a Python file that Python can read: it is not in UTF-8. "
            "Save it as UTF-8, or copy it from a new project."
        ) from problem


def python_for(folder: Path) -> tuple[str, str]:
    """Return the Python that runs the project, and what there is to say about it.

    It is that of a virtual environment of its own, if it runs and has Django.
    """
    note = ""
    for name, environment in environments_of(folder).items():
        lacks = f"{name} has no Python"
        for program in ("bin/python", "Scripts/python.exe"):
            python = environment / program
            if not python.exists():
                continue
            lacks = what_it_lacks(python)
            if not lacks:
                return str(python), f"run with its own {name}"
            lacks = f"{name} {lacks}"
        note = note or f"run with the workbook's Python, because its own {lacks}"
    return sys.executable, note


def what_it_lacks(python: Path) -> str | None:
    """Return why this Python cannot run a project, as half a sentence, or None."""
    try:
        question = Process([python, "-c", "import django"])
    except OSError:  # made on another computer
        return "does not run here"
    code = question.wait(PYTHON_ANSWERS)
    question.kill()
    if "ModuleNotFoundError" in question.output:
        return "has no Django"
    return None if code == 0 else "does not run here"
