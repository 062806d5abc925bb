"""What a project calls its parts, and where it keeps what another one keeps elsewhere."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from tests.harness.project import SETTINGS_MODULE

SHARED = ("templates", "static")  # folders in which an app has a folder of its own name


@dataclass(frozen=True)
class Layout:
    """The parts of a project by their names with slashes; None where there is no such.

    ``package`` is "" when the settings lie beside manage.py.
    """

    settings: str | None  # mysite/settings.py
    package: str | None  # mysite
    app: str | None  # chat


def layout_of(files: dict[str, Path]) -> Layout:
    """Return the layout of the project that has these files, by name with slashes."""
    settings = _settings(files)
    if not settings:
        return Layout(None, None, None)
    folders = settings.removesuffix("/__init__.py").split("/")[:-1]
    prefixes = ["/".join(folders[:n]) for n in range(len(folders), 0, -1)]
    package = next(
        (prefix for prefix in prefixes if f"{prefix}/asgi.py" in files),
        folders[0] if folders else "",
    )
    return Layout(settings, package, _app(files, package))


def _settings(files: dict[str, Path]) -> str | None:
    """Return the file of the settings that manage.py names, which may not exist."""
    if "manage.py" not in files:
        return None
    text = files["manage.py"].read_text(encoding="utf-8", errors="replace")
    found = SETTINGS_MODULE.search(text)
    if not found:
        return None
    place = found[1].replace(".", "/")
    folder = f"{place}/__init__.py"
    return folder if folder in files else f"{place}.py"


def _app(files: Iterable[str], package: str | None) -> str | None:
    """Return the folder of the app: the one with consumers, or else the only app."""
    places = [name.rpartition("/") for name in files]
    with_consumers = {folder for folder, _, name in places if name == "consumers.py"}
    with_consumers |= {
        folder.removesuffix("/consumers")
        for folder, _, name in places
        if folder.endswith("/consumers") and name == "__init__.py"
    }
    with_consumers -= {""}
    if with_consumers:
        routed = {folder for folder, _, name in places if name == "routing.py"}
        return min(
            with_consumers,
            key=lambda folder: (folder not in routed, len(folder), folder),
        )
    apps = {folder for folder, _, name in places if name in ("apps.py", "views.py")}
    apps -= {package, ""}
    return apps.pop() if len(apps) == 1 else None


def counterparts(
    old: Layout, old_files: Iterable[str], new: Layout, new_files: Iterable[str]
) -> dict[str, str]:
    """Return for each file of the old project what it is called in the new one."""
    there = set(new_files)
    found = {}
    for name in sorted(old_files, key=lambda name: (_is_in(name, old.app), name)):
        target = _counterpart(name, old, new, there)
        # Where the app is the package itself, two files have one counterpart.
        found[name] = name if target in found.values() else target
    return found


def _counterpart(name: str, old: Layout, new: Layout, there: set[str]) -> str:
    if name == old.settings and new.settings:
        return new.settings
    if _is_in(name, old.app) and new.app is not None:
        rest = name.removeprefix(f"{old.app}/")
        places = [_join(new.app, rest), *_shared_places(rest, old, new)]
        return next((place for place in places[::-1] if place in there), places[-1])
    if old.package and _is_in(name, old.package) and new.package is not None:
        return _join(new.package, name.removeprefix(f"{old.package}/"))
    return name


def _shared_places(rest: str, old: Layout, new: Layout) -> list[str]:
    """Return where a template or static file of the app may be, the usual place last."""
    kind, _, tail = rest.partition("/")
    label = _label(old.app)
    if kind not in SHARED or not tail.startswith(f"{label}/"):
        return []
    file = tail.removeprefix(f"{label}/")
    tails = [tail, f"{_label(new.app)}/{file}"]
    homes = [home for home in (new.package, "", new.app) if home is not None]
    return [_join(home, f"{kind}/{tail}") for home in homes for tail in tails]


def translator(
    old: Layout, new: Layout, places: dict[str, str]
) -> Callable[[str, str], str]:
    """Return a function (name, text) that puts the new project's names into a text.

    It changes modules, templates and static files that are called otherwise there, and
    leaves alone what only looks like it: URLs, groups, types of events.
    """
    modules = {
        _dotted(name): _dotted(place)
        for name, place in places.items()
        if name.endswith(".py") and not name.endswith("__init__.py")
    }
    shared = {_reference(name): _reference(place) for name, place in places.items()}
    packages = {
        before.replace("/", "."): after.replace("/", ".")
        for before, after in ((old.app, new.app), (old.package, new.package))
        if before and after
    }
    in_python = [
        _replacer(r"(?<![\w.])({})(?!\w)", modules),
        _replacer(r"""(?<=["'])({})(?=["'])""", packages),
        _replacer(r"(?<=\bfrom )({})(?= import\b)", packages),
    ]
    anywhere = _replacer(r"(?<![\w./-])({})(?![\w-])", shared)

    def translate(name: str, text: str) -> str:
        for replace in [anywhere, *(in_python if name.endswith(".py") else ())]:
            text = replace(text)
        return text

    return translate


def _replacer(form: str, names: dict[str, str]) -> Callable[[str], str]:
    names = {before: after for before, after in names.items() if before and after}
    if all(before == after for before, after in names.items()):
        return lambda text: text
    longest_first = sorted(names, key=len, reverse=True)
    pattern = re.compile(form.format("|".join(map(re.escape, longest_first))))
    return lambda text: pattern.sub(lambda found: names[found[1]], text)


def _reference(name: str) -> str:
    """Return how code refers to a template or static file, or ""."""
    parts = name.split("/")
    for place, part in enumerate(parts):
        if part in SHARED:
            return "/".join(parts[place + 1 :])
    return ""


def _dotted(name: str) -> str:
    return name.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def _join(folder: str, name: str) -> str:
    return f"{folder}/{name}" if folder else name


def _label(app: str) -> str:
    return app.rpartition("/")[2]


def _is_in(name: str, folder: str | None) -> bool:
    return bool(folder) and name.startswith(f"{folder}/")
