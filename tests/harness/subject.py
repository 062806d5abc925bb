"""A project under test, running: its server, its Redis, and more of both on demand."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property

from tests.harness.project import Project
from tests.harness.redis_server import NoRedis, RedisServer, named_redis
from tests.harness.server import Server
from tests.harness.sockets import Refused, open_socket


class Subject:
    """A scratch copy of a project whose server was started and may still be starting.

    Raise NoRedis where there is none, unless it may do without (``needs_redis``).
    """

    def __init__(self, project: Project, *, needs_redis: bool) -> None:
        self.own_redis: RedisServer | None = None
        self.redis_url = named_redis()
        if not self.redis_url:
            try:
                self.own_redis = RedisServer()
                self.redis_url = self.own_redis.url
            except NoRedis:
                if needs_redis:
                    raise
        self.project = project.scratch_copy()
        self._server = Server(self.project, self.redis_url)

    @cached_property
    def server(self) -> Server:
        """The server, listening. Raise ServerDown if it does not start."""
        return self._server.wait()

    @contextmanager
    def another_server(self, redis_url: str | None = None, **more) -> Iterator[Server]:
        """Start one more server process of the project, on the same Redis or another."""
        url = redis_url or self.redis_url
        _ = self.server  # it has migrated the database that they share
        server = Server(self.project, url, migrate=False, **more)
        try:
            yield server.wait()
        finally:
            server.stop()

    @contextmanager
    def another_redis(self) -> Iterator[RedisServer]:
        """Start a Redis that the caller may stop. Raise NoRedis where there is none."""
        redis = RedisServer()
        try:
            yield redis
        finally:
            redis.stop()

    def stop(self) -> None:
        self._server.stop()
        if self.own_redis:
            self.own_redis.stop()


def new_room() -> str:
    """Return a room name that nobody has used, which every stage allows."""
    return f"room_{secrets.token_hex(4)}"


def tracebacks_since(server: Server, line: int) -> list[str]:
    """Return the errors that the server logged from this line of its output on.

    Daphne logs what a consumer raised up to a second later, in the order in which the
    connections came. So a connection that must fail is made, and its error waited for.
    """
    mark = new_room()
    try:
        with open_socket(server, mark, path="/no_route_for_"):
            pass
    except Refused:
        pass  # as it must be; what counts is that the server logs it
    own = f"No route found for path 'no_route_for_{mark}/'"
    server.process.wait_for_line(own, within=3, after=line)
    lines = server.process.lines[line:]
    end = next((n for n, text in enumerate(lines) if own in text), len(lines))
    starts = [n for n, text in enumerate(lines[:end]) if text.startswith("Traceback")]
    return [lines[max(n - 1, 0)] for n in starts]  # the line above says what it is
