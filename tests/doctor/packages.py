"""Which versions are installed, and whether they fit together (versions.py)."""

import os
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import Distribution
from pathlib import Path

from packaging.markers import default_environment
from packaging.requirements import InvalidRequirement, Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name
from packaging.version import InvalidVersion, Version

from tests.doctor.finding import Finding
from tests.doctor.versions import (
    ABSENT,
    DJANGO_FAQ,
    MISFITS,
    NAMES,
    PYTHONS,
    SHOWN,
    UNSEEN,
    Misfit,
    always,
)
from tests.harness.virtual_environments import libraries_of

RUNNING = ".".join(map(str, sys.version_info[:3]))


@dataclass(frozen=True)
class Environment:
    """Packages that are installed in one place. Nothing in it is run.

    ``python`` is its version; ``versions`` maps every name to a version; ``asks`` maps it
    to what the package asks for. ``complete`` is False where packages from elsewhere can
    be used too. ``pip`` is how to call its pip; where that is not the way to put it right,
    ``repair`` is the sentence that says the way.
    """

    title: str
    python: str
    versions: dict[str, str]
    asks: dict[str, list[str]]
    complete: bool
    pip: str
    repair: str | None = None

    def known(self) -> dict[str, str | None]:
        """Return the versions of NAMES, None for what is known to be absent."""
        names = NAMES if self.complete else [n for n in NAMES if n in self.versions]
        return {name: self.versions.get(name) for name in names} | {
            "python": self.python
        }


def workbook_environment() -> Environment:
    """Return the packages that the workbook runs on."""
    versions, asks = installed_in(sys.path)
    repair = "Delete the folder .nox of the workbook. The next command makes it anew."
    pip = "python -m pip"
    return Environment("the workbook", RUNNING, versions, asks, True, pip, repair)


def read_environment(name: str, folder: Path) -> Environment:
    """Return the packages in a virtual environment; ``name`` is what one types for it."""
    config = read_config(folder / "pyvenv.cfg")
    versions, asks = installed_in([str(library) for library in libraries_of(folder)])
    alone = config.get("include-system-site-packages", "false").lower() != "true"
    said = re.match(
        r"\d+(\.\d+)+", config.get("version", config.get("version_info", ""))
    )
    python = said[0] if said else RUNNING
    program = f"{name}/bin/python"
    if sys.platform == "win32":
        program = f"{name}/Scripts/python".replace("/", "\\")
    title = f"{folder.name}{os.sep} of {folder.parent.name}"
    return Environment(title, python, versions, asks, alone, f"{program} -m pip")


def read_config(file: Path) -> dict[str, str]:
    """Return the "name = value" lines of a pyvenv.cfg."""
    lines = file.read_text(encoding="utf-8", errors="replace").splitlines()
    pairs = [line.partition("=") for line in lines if "=" in line]
    return {name.strip().lower(): value.strip() for name, _, value in pairs}


def python_is_gone(folder: Path) -> bool:
    """Return whether the Python that a virtual environment was made with is not there."""
    program = folder / (
        "Scripts/python.exe" if sys.platform == "win32" else "bin/python"
    )
    home = read_config(folder / "pyvenv.cfg").get("home")
    return not program.exists() or bool(home and not Path(home).is_dir())


def installed_in(path: list[str]) -> tuple[dict[str, str], dict[str, list[str]]]:
    """Return the version of each package on a path, and what each asks for."""
    versions, asks = {}, {}
    for folder in (Path(entry) for entry in path):
        for place in [*folder.glob("*.dist-info"), *folder.glob("*.egg-info")]:
            described = any(
                (place / name).is_file() for name in ("METADATA", "PKG-INFO")
            )
            if place.name.startswith("~") or not described:
                continue  # left behind by a pip that was interrupted
            distribution = Distribution.at(place)
            name = canonicalize_name(distribution.metadata["Name"])
            if name not in versions:  # else it is hidden by one earlier on the path
                versions[name] = distribution.version
                asks[name] = list(distribution.requires or [])
    return versions, asks


# Do they fit?


def judge(environment: Environment, facts: Mapping) -> Iterator[Finding]:
    """Yield what does not fit in an environment, or one line that all does."""
    known = environment.known()
    fired = misfits(known, facts)
    found = [line_of(m, known, environment.pip, environment.repair) for m in fired]
    found += python_findings(known)
    explained = {frozenset(misfit.packages) for misfit in fired}
    found += unmet(environment, explained)
    yield from found
    if not found:
        names = [name for name in SHOWN if known.get(name)]
        listed = ", ".join(f"{name} {known[name]}" for name in names)
        yield Finding(True, f"The packages of {environment.title} fit: {listed}.")


def fit(
    versions: Mapping[str, str | None], facts: Mapping | None, pip: str
) -> list[Finding]:
    """Return what does not fit among these versions. See probes.examine_versions()."""
    names = {*NAMES, "python"}
    known = {canonicalize_name(name): version for name, version in versions.items()}
    known = {name: version for name, version in known.items() if name in names}
    fired = misfits(known, facts or {})
    return [line_of(misfit, known, pip) for misfit in fired] + python_findings(known)


def misfits(known: Mapping[str, str | None], facts: Mapping) -> list[Misfit]:
    """Return those of MISFITS that are true of these versions and settings facts."""
    return [
        misfit
        for misfit in MISFITS
        if misfit.settings(facts)
        and all(is_meant(known, name, which) for name, which in misfit.packages.items())
    ]


def is_meant(known: Mapping[str, str | None], name: str, which: str) -> bool:
    """Return whether the package is one of those versions; see Misfit."""
    if which == UNSEEN:
        return known.get(name) is None
    if which == ABSENT:
        return name in known and known[name] is None
    return is_in(known.get(name), which)


def is_in(version: str | None, specifier: str) -> bool:
    """Return whether the version is there, is readable, and meets the specifier."""
    try:
        parsed = Version(version or "")
    except InvalidVersion:
        return False
    return SpecifierSet(specifier).contains(parsed, prereleases=True)


def line_of(
    misfit: Misfit,
    known: Mapping[str, str | None],
    pip: str,
    repair: str | None = None,
) -> Finding:
    """Return the finding on a misfit. ``repair`` is for what the settings do not cause."""
    numbers = {name.replace("-", "_"): version for name, version in known.items()}
    do = misfit.do.replace("{pip}", pip)
    if repair and misfit.settings is always:
        do = repair
    what = misfit.what.format_map(numbers)
    ok = False if misfit.stops else None
    return Finding(ok, what, do, misfit.source, misfit.name)


def python_findings(known: Mapping[str, str | None]) -> list[Finding]:
    """Return a line if Django is not made for this Python."""
    django, python = known.get("django"), known.get("python")
    if not django or not python:
        return []
    for djangos, pythons in PYTHONS:
        if not is_in(django, djangos) or is_in(python, pythons):
            continue
        oldest = next((s for s in SpecifierSet(pythons) if s.operator == ">="), None)
        too_old = oldest is not None and is_in(python, f"<{oldest.version}")
        short = ".".join(python.split(".")[:2])
        what = f"Django {django} is not made for Python {short}."
        if too_old:
            do = f"Take Python {oldest.version} or newer, or an older Django."
        else:
            do = "Take a newer Django, or an older Python."
        return [Finding(False if too_old else None, what, do, DJANGO_FAQ)]
    return []


def unmet(environment: Environment, explained: set[frozenset]) -> list[Finding]:
    """Return what the packages of the chat, and what they need, ask for and do not get.

    This is what "pip check" says. Pairs of packages that MISFITS explain are left out.
    """
    found = []
    markers = {
        **default_environment(),
        "python_version": ".".join(environment.python.split(".")[:2]),
        "python_full_version": environment.python,
    }
    waiting = [(name, frozenset()) for name in SHOWN]
    seen = set()
    while waiting:
        name, extras = asked = waiting.pop(0)
        if asked in seen or name not in environment.versions:
            continue
        seen.add(asked)
        for words in environment.asks[name]:
            wanted = read_requirement(words)
            if not wanted or not applies(wanted, extras, markers):
                continue
            other = canonicalize_name(wanted.name)
            waiting.append((other, frozenset(wanted.extras)))
            has = environment.versions.get(other)
            absent = has is None and environment.complete
            wrong = has is not None and not is_in(has, str(wanted.specifier))
            if (absent or wrong) and frozenset({name, other}) not in explained:
                found.append(unmet_line(environment, name, wanted, has))
    return list(dict.fromkeys(found))  # a package may be asked twice, by its extras


def applies(wanted: Requirement, extras: frozenset[str], markers: dict) -> bool:
    """Return whether the requirement is one of this system and of these extras."""
    return not wanted.marker or any(
        wanted.marker.evaluate({**markers, "extra": extra}) for extra in {"", *extras}
    )


def read_requirement(words: str) -> Requirement | None:
    try:
        return Requirement(words)
    except InvalidRequirement:  # of an old package; pip does not read it either
        return None


def unmet_line(
    environment: Environment, name: str, wanted: Requirement, has: str | None
) -> Finding:
    asked = f"{wanted.name}{wanted.specifier}"
    there = f"{wanted.name} is {has}" if has else f"{wanted.name} is not installed"
    version = environment.versions[name]
    return Finding(
        None,
        f"{name} {version} asks for {asked}, and {there}.",
        environment.repair or f'{environment.pip} install "{asked}"',
    )
