"""An import names a module that the project does not have."""

import re

from tests.diagnosis.evidence import Evidence, near
from tests.diagnosis.known_names import PACKAGES
from tests.diagnosis.rule import SAID, START, Cause
from tests.diagnosis.source import Place

EXPLAINS = START
RANK = SAID
HINTS = (
    "Compare the name in the import, or in INSTALLED_APPS, with the names of your files.",
    "A module's name is its path with dots: chat/routing.py is chat.routing. Django's apps "
    "are named by their folder.",
    "    from chat.routing import websocket_urlpatterns   # the file chat/routing.py",
)


def match(seen: Evidence) -> Cause | None:
    error = seen.start_error
    module = missing_module(seen) if error else None
    if not module:
        return None
    modules = [file.removesuffix(".py").replace("/", ".") for file in seen.files]
    modules += [m.removesuffix(".__init__") for m in modules]
    modules += [m.partition(".")[0] for m in modules]
    own = {name.partition(".")[0] for name in modules}
    package = module.partition(".")[0]
    if (
        package in own
    ):  # a file that is not written yet is not the project's own urls.py
        project = seen.settings_file.rpartition("/")[0].replace("/", ".")
        modules = [m for m in modules if m not in startproject_makes(project)]
    other = meant(module, modules)
    if (not other and package not in own) or package in PACKAGES:
        return None
    if not other and near(package, PACKAGES, 0.75):
        return None
    place = error.place
    if not seen.settings:  # manage.py names the settings, and they are not there
        line = seen.line_with("manage.py", f'"{module}.', f"'{module}.")
        if line:
            place = Place("manage.py", line)
    if not place or (place.file == "manage.py" and not place.line):
        line = seen.line_with(seen.settings_file, f'"{module}', f"'{module}")
        place = Place(seen.settings_file, line)
    has = f'; it has "{other}"' if other else ""
    file = f"{module.replace('.', '/')}.py"
    said = f'there is no module "{module}" in the project{has}'
    # An app of its own is named in settings.py, and needs no apps.py.
    if module.endswith(".apps") and place.file == seen.settings_file and not other:
        return Cause(said, f'write "{package}", or make {file}', place)
    if not other:
        return Cause(said, f"make {file}, or correct the name", place)
    todo = f'write "{other}"'
    theirs = f"{other.replace('.', '/')}.py"
    another = theirs in seen.files and file != theirs and "." in module
    if another and file.partition("/")[0] in own and package != project:
        todo += f", or call that file {file}"
    return Cause(said, todo, place)


def startproject_makes(package: str) -> set[str]:
    return {f"{package}.{name}" for name in ("asgi", "settings", "urls", "wsgi")}


def missing_module(seen: Evidence) -> str | None:
    """Return the module that Python did not find, None where that is not what happened."""
    error = seen.start_error
    if error.name == "ModuleNotFoundError":
        found = re.search(r"No module named '([\w.]+)'", error.text)
        if not found or f"ASGI_APPLICATION module '{found[1]}'" in seen.log:
            return None  # the setting names it, no import does
        return found[1]
    # "from . import consumers": the module is asked of the package that it is in.
    asked = re.search(r"cannot import name '(\w+)' from '([\w.]+)'", error.text)
    if error.name != "ImportError" or not asked or "partially init" in error.text:
        return None
    name, package = asked.groups()
    is_package = (seen.folder / package.replace(".", "/")).is_dir()
    words = seen.text(f"{package.replace('.', '/')}/__init__.py").split()
    return f"{package}.{name}" if is_package and not near(name, words, 0.8) else None


def meant(module: str, modules: list[str]) -> str | None:
    """Return the module of the project that somebody meant, None if none looks like it."""
    package, _, name = module.rpartition(".")
    elsewhere = [m for m in modules if m != module and m.rpartition(".")[2] == name]
    if elsewhere:
        return elsewhere[0]
    # In the same package only the last part may differ, and for a wrong package
    # all of the name counts.
    beside = {
        m.rpartition(".")[2]: m for m in modules if m.rpartition(".")[0] == package
    }
    if other := near(name, beside, 0.6):
        return beside[other]
    others = [m for m in modules if m.rpartition(".")[0] != package]
    return near(module, others, 0.8)
