"""All that the doctor looks at, in order, and the same by topic for other commands.

None of these raises: what goes wrong in a probe becomes a finding.
"""

from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path

from tests.doctor import (
    browsers,
    packages,
    platforms,
    ports,
    projects,
    pythons,
    redis_servers,
)
from tests.doctor.finding import Finding, Probe, Topic, findings_of, in_order
from tests.steps import ROOT

WITHIN = 8.0  # seconds for all of it; ending what hangs takes some more


def python_probes() -> tuple[Probe, ...]:
    return (
        Probe("the version of Python", pythons.version),
        Probe("the kind of Python", pythons.kind_on_windows),
        Probe("venv and pip", pythons.tools_for_environments),
    )


def package_probes(project: Path | None) -> tuple[Probe, ...]:
    return (Probe("the packages", partial(projects.packages, project)),)


def redis_probes(project: Path | None = None) -> tuple[Probe, ...]:
    def on_its_port() -> Iterator[Finding]:
        needs = project is not None and projects.needs_redis(project)
        yield from redis_servers.on_its_port(project.name if needs else None)

    return (
        Probe("the Redis of the checks", redis_servers.of_the_checks, writes=True),
        Probe("port 6379", on_its_port),
    )


def browser_probes(*, start: bool = True) -> tuple[Probe, ...]:
    look = partial(browsers.of_the_checks, start=start)
    return (Probe("browser and driver", look, writes=True),)


def port_probes() -> tuple[Probe, ...]:
    return (
        Probe("port 8000", ports.server_port),
        Probe("localhost", ports.this_computer),
        Probe("the proxy", ports.proxies),
    )


def project_probes(project: Path) -> tuple[Probe, ...]:
    return (
        Probe("the settings", partial(projects.wrong_settings, project)),
        Probe("names of files", partial(projects.hiding_files, project)),
    )


def system_probes(project: Path | None) -> tuple[Probe, ...]:
    folder = project or ROOT
    return (
        Probe("the temporary folder", platforms.temporary_folder),
        Probe("the user", pythons.working_as_root),
        Probe("/dev/shm", platforms.shared_memory),
        Probe("watching files", platforms.watched_files),
        Probe("a drive of Windows", partial(platforms.windows_drive, folder)),
        Probe("long paths", platforms.long_paths),
        Probe("the encoding of files", platforms.text_encoding),
    )


def topics(project: Path | None) -> list[Topic]:
    """Return all that can be looked at. The slowest is the last one."""
    every = [
        Topic("Python", python_probes()),
        Topic("Packages", package_probes(project)),
        Topic("Project", project_probes(project) if project else ()),
        Topic("System", system_probes(project)),
        Topic("Ports", port_probes()),
        Topic("Redis", redis_probes(project)),
        Topic("Browser", browser_probes()),
    ]
    # Made here and not in a thread, because it asks for signals. Where it cannot be made,
    # the system's probe says so, and the probes that need it would say it again.
    if platforms.can_write():
        every = [Topic(t.title, without_writing(t.probes)) for t in every]
    return [topic for topic in every if topic.probes]


def without_writing(probes: tuple[Probe, ...]) -> tuple[Probe, ...]:
    return tuple(probe for probe in probes if not probe.writes)


def look(project: Path | None, within: float = WITHIN) -> Iterator[tuple[str, Finding]]:
    """Yield (title, finding) as soon as it is known; see finding.in_order()."""
    return in_order(topics(project), within)


def examine(project_path: Path | None) -> list[Finding]:
    """Return all findings, with those on the project in a folder."""
    return [finding for _, finding in look(project_path)]


def examine_redis(project_path: Path | None = None) -> list[Finding]:
    """Return the findings on the Redis of the checks and on port 6379."""
    return list(findings_of(redis_probes(project_path)))


def examine_browser(*, start: bool = True) -> list[Finding]:
    """Return the findings on browser and driver; with ``start``, it is started."""
    return list(findings_of(browser_probes(start=start)))


def examine_ports() -> list[Finding]:
    """Return the findings on ports 8000 and 6379, on localhost and on proxies."""
    _, redis_port = redis_probes()
    return list(findings_of((*port_probes(), redis_port)))


def examine_system(project_path: Path | None = None) -> list[Finding]:
    """Return the findings on the temporary folder and on the system's traps."""
    return list(findings_of(system_probes(project_path)))


def examine_project(project_path: Path) -> list[Finding]:
    """Return the findings on a project: settings, hiding files, packages."""
    probes = (*project_probes(project_path), *package_probes(project_path))
    return list(findings_of(probes))


def examine_versions(
    versions: Mapping[str, str | None],
    settings_facts: Mapping | None,
    pip: str = "python -m pip",
) -> list[Finding]:
    """Return what does not fit, and nothing if all does.

    ``versions`` maps packages (and "python") to versions, None where one is known to be
    absent; what is not in it is not known, and nothing is said of it. ``settings_facts``
    has the settings as Django names them, as far as known (settings_facts.py).
    """
    fit = partial(packages.fit, versions, settings_facts, pip)
    return list(findings_of([Probe("the versions", fit)]))
