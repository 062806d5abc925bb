"""The Redis that the checks would use, and what is on Redis's own port."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from tests.doctor.finding import Finding
from tests.doctor.ports import to_free, who_holds
from tests.doctor.versions import HELLO_SOURCE, OLDEST_REDIS, OLDEST_REDIS_SOURCE
from tests.harness.ports import is_free, is_listening
from tests.harness.redis_server import (
    NoRedis,
    RedisServer,
    find_redis_server,
    named_redis,
    redis_place,
)

PORT = 6379
PATIENCE = 2.0  # seconds in which a Redis has to answer
START_ONE = "nox -s redis, in a terminal of its own"
NEW_ONE = (
    "Take a newer Redis: your system's, one with Docker, or on Windows one in WSL or "
    "Memurai, https://www.memurai.com/"
)


class NoAnswer(Exception):
    """What is at an address does not answer as a Redis; str() says what came."""


class NeedsPassword(Exception):
    """A Redis is there and does not let us in."""


@dataclass(frozen=True)
class Seen:
    """A Redis that answered. ``version`` is None where it does not say.

    ``knows_hello`` is False where the installed redis-py cannot talk with it.
    """

    name: str
    version: str | None
    knows_hello: bool = True

    def __str__(self) -> str:
        return f"{self.name} {self.version}" if self.version else self.name

    def too_old(self) -> bool:
        if not self.version:
            return False
        major = self.version.partition(".")[0]
        return major.isdigit() and int(major) < int(float(OLDEST_REDIS))


def ask(url: str) -> Seen:
    """Return the Redis at the URL. Raise NoAnswer or NeedsPassword."""
    import redis

    try:
        try:
            return Seen(*ask_version(url))
        except (redis.AuthenticationError, redis.ResponseError):
            # An old Redis may not know what redis-py says first by itself, and takes it
            # for an attempt to do without a password where it has one.
            return Seen(*ask_version(url, protocol=2), knows_hello=False)
    except redis.AuthenticationError as problem:
        raise NeedsPassword(str(problem)) from problem
    except redis.RedisError as problem:
        raise NoAnswer(str(problem)) from problem


def ask_version(url: str, **how) -> tuple[str, str | None]:
    """Return name and version of the Redis at the URL. Raise redis.RedisError."""
    import redis
    from redis.backoff import NoBackoff
    from redis.retry import Retry

    client = redis.Redis.from_url(
        url,
        socket_timeout=PATIENCE,
        socket_connect_timeout=PATIENCE,
        retry=Retry(NoBackoff(), 0),
        decode_responses=True,
        **how,
    )
    with client:
        client.ping()
        try:
            said = client.info("server")
        except redis.ResponseError:  # its owner forbids it
            return "Redis", None
    if said.get("server_name") == "valkey":
        return "Valkey", said.get("valkey_version")
    return "Redis", said.get("redis_version")


def shown(url: str) -> str:
    """Return the URL without a password in it."""
    parts = urlsplit(url)
    if parts.password is None:
        return url
    before, _, place = parts.netloc.rpartition("@")
    user = before.partition(":")[0]
    return parts._replace(netloc=f"{user}:***@{place}").geturl()


def of_the_checks() -> Iterator[Finding]:
    """Tell which Redis the checks use, and whether it works."""
    try:
        url = named_redis()
    except NoRedis as problem:
        yield Finding(False, str(problem))
        return
    yield from named(url) if url else started()


def named(url: str) -> Iterator[Finding]:
    """Tell of the Redis in REDIS_URL."""
    what = f"REDIS_URL is {shown(url)}"
    do = f"Start that Redis ({START_ONE}), or correct REDIS_URL"
    if sys.platform == "win32":
        do = "Start that Redis, or correct REDIS_URL."
    else:
        do += ". Without REDIS_URL the checks start a Redis of their own."
    place = redis_place(url)
    if place and not is_listening(*place):
        yield Finding(False, f"{what}, and nothing listens there.", do)
        return
    try:
        seen = ask(url)
    except NeedsPassword as problem:
        yield Finding(
            False,
            f"{what}. The Redis there does not let us in: {one_line(problem)}.",
            "Write the password into it: REDIS_URL=redis://:PASSWORD@localhost:6379",
        )
        return
    except NoAnswer as problem:
        yield Finding(
            False,
            f"{what}, and what is there does not answer as a Redis: {one_line(problem)}.",
            do,
        )
        return
    yield judged(seen, f"at {shown(url)} answers (REDIS_URL).")


def started() -> Iterator[Finding]:
    """Start the Redis of the checks, ask it, stop it."""
    try:
        program = find_redis_server()
    except NoRedis as problem:
        yield Finding(
            False,
            str(problem),
            "Stage 1 needs none. Stages 2 and 3 do, and their checks.",
        )
        return
    try:
        server = RedisServer()
    except (NoRedis, OSError) as problem:
        yield Finding(
            False,
            f"{program} did not start: {one_line(problem)}.",
            "Start that program yourself to see why, or name another Redis in REDIS_URL.",
        )
        return
    try:
        seen = ask(server.url)
    except NoAnswer as problem:
        yield Finding(
            False, f"{program} started and does not answer: {one_line(problem)}."
        )
        return
    finally:
        server.stop()
    yield judged(seen, "starts for the checks and stops.")


def on_its_port(needed_by: str | None = None) -> Iterator[Finding]:
    """Tell what is on port 6379, where a project looks for its Redis by default.

    ``needed_by`` is the project that keeps its messages there, if one does.
    """
    if redis_place(safely_named()) == ("localhost", PORT):
        return  # of_the_checks() tells of it
    if is_free(PORT):
        yield nothing_there(needed_by)
        return
    try:
        seen = ask(f"redis://127.0.0.1:{PORT}")
    except NeedsPassword:
        yield Finding(
            None,
            f"The Redis on port {PORT} asks for a password.",
            "Write it into the address in the settings: redis://:PASSWORD@localhost:6379",
        )
        return
    except NoAnswer as problem:
        holder = who_holds(PORT)
        other = PORT + 1
        yield Finding(
            False,
            f"Port {PORT} is held by {holder or 'a program that we may not see'}, "
            f"which is no Redis: {one_line(problem)}.",
            f"{to_free(PORT, holder)} Or run a Redis elsewhere: nox -s redis -- "
            f"--port {other}, and set REDIS_URL=redis://localhost:{other}",
        )
        return
    yield judged(seen, f"answers on port {PORT}.")


def safely_named() -> str:
    """Return REDIS_URL with 127.0.0.1 as localhost, empty where there is none."""
    try:
        return (named_redis() or "").replace("//127.0.0.1", "//localhost")
    except NoRedis:  # of_the_checks() tells of it
        return ""


def nothing_there(needed_by: str | None) -> Finding:
    if needed_by and not safely_named():
        return Finding(
            None,
            f"No Redis listens on port {PORT}, where {needed_by} looks for it unless its "
            "settings say otherwise. The checks bring their own.",
            f"Before manage.py runserver: {START_ONE}",
        )
    return Finding(True, f"Port {PORT} is free, for nox -s redis.")


def judged(seen: Seen, sentence: str) -> Finding:
    """Return a finding on the version of a Redis that answers."""
    what = f"{seen} {sentence}"
    if seen.too_old():
        return Finding(
            False,
            f"{what} It is too old: channels-redis needs Redis {OLDEST_REDIS} or newer.",
            NEW_ONE,
            OLDEST_REDIS_SOURCE,
        )
    if not seen.knows_hello:
        return Finding(
            False,
            f"{what} It does not know the command HELLO, with which redis-py 8 begins.",
            f'{NEW_ONE}; or install "redis<8".',
            HELLO_SOURCE,
        )
    return Finding(True, what)


def one_line(problem: Exception) -> str:
    """Return the text of an error as one line without its last full stop."""
    return " ".join(str(problem).split()).rstrip(".")[:300]
