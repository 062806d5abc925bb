"""What nox -s doctor says on a computer on which something is missing.

Its own probes are asked, with stand-ins for what they look at, so that no sentence of it is
written twice.
"""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import ExitStack
from unittest.mock import patch

from tests.doctor import browsers, ports, redis_servers
from tests.doctor.finding import Finding
from tests.doctor.redis_servers import Seen
from tests.doctor.versions import MISFITS, Misfit
from tests.harness.redis_server import NO_REDIS, NO_REDIS_ON_WINDOWS, NoRedis

HELD_BY = "manage.py runserver (process 1234)"
OLD = Seen("Redis", "4.0.9")
ON_6379 = "answers on port 6379."


def raising(problem: Exception):
    def stand_in(*arguments, **named):
        raise problem

    return stand_in


def said(probe, *arguments, **stand_ins) -> list[Finding]:
    """Return what a probe finds while names of its module mean something else."""
    module = {"browsers": browsers, "ports": ports, "redis_servers": redis_servers}
    where = module[probe.__module__.rpartition(".")[2]]
    with ExitStack() as stack:
        for name, value in stand_ins.items():
            stack.enter_context(patch.object(where, name, value))
        return list(probe(*arguments))


def no_redis(sentence: str) -> list[Finding]:
    return said(redis_servers.started, find_redis_server=raising(NoRedis(sentence)))


def of_redis() -> list[Finding]:
    """Return what is said where Redis is the trouble."""
    silent = {"is_listening": lambda *place: False}
    other = {
        "named_redis": lambda: None,
        "is_free": lambda port: False,
        "ask": raising(redis_servers.NoAnswer("Connection closed by server.")),
        "who_holds": lambda port: "python (process 1234)",
    }
    return [
        *no_redis(NO_REDIS),
        *no_redis(NO_REDIS_ON_WINDOWS)[:1],
        *said(redis_servers.named, "redis://localhost:6379", **silent),
        *said(redis_servers.on_its_port, **other),
        redis_servers.judged(OLD, ON_6379),
        redis_servers.nothing_there("mychat"),
    ]


def of_browser() -> list[Finding]:
    """Return what is said where no browser is there."""
    nothing = {
        "named_browser": lambda: None,
        "browser_on_path": lambda: None,
        "already_fetched": lambda: None,
    }
    return said(browsers.of_the_checks, **nothing)


def of_ports() -> list[Finding]:
    """Return what is said where the port is taken, a name leads astray, a proxy listens."""
    taken = {"is_free": lambda port: False, "who_holds": lambda port: HELD_BY}
    proxy = {
        "proxies_for_us": lambda: {"http": "http://proxy.example:3128"},
        "caught_by_proxy": lambda: ["localhost", "127.0.0.1"],
    }
    astray = {"addresses_of": lambda name: {"192.0.2.1"}}
    return [
        *said(ports.server_port, **taken),
        *said(ports.proxies, **proxy),
        *said(ports.this_computer, **astray),
    ]


def of_versions() -> Iterator[Finding]:
    """Yield what is said of packages that do not fit. A version is named as x.y."""
    for misfit in MISFITS:
        yield as_finding(misfit)


def as_finding(misfit: Misfit) -> Finding:
    what = misfit.what.format_map(defaultdict(lambda: "x.y"))
    do = misfit.do.replace("{pip}", "python -m pip")
    ok = False if misfit.stops else None
    return Finding(ok, what, do, misfit.source, misfit.name)


TOPICS = (
    ("Redis", of_redis),
    ("The browser of the checks", of_browser),
    ("Ports", of_ports),
    ("Versions of packages that do not fit together", of_versions),
)
