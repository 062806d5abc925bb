"""A project under test, running: its server, its Redis, and more of both on demand."""

import secrets
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cached_property

from tests.harness.databases import keep_databases, reuse_databases
from tests.harness.launching import launch
from tests.harness.project import Project
from tests.harness.redis_server import NoRedis, RedisServer, named_redis
from tests.harness.server import Server, check_environment
from tests.harness.warm import WarmPythons

ROOMS: ContextVar[list[str] | None] = ContextVar("rooms", default=None)
"""Where new_room() notes the rooms of a check, for who wants to know them."""

SETTLES_IN = 0.5  # seconds without an event after which nothing more is to come

COMMAND_ENDS_IN = 20.0  # seconds in which a manage.py command has done its work


class Subject:
    """A scratch copy of a project whose server was started and may still be starting.

    ``redis_url`` is a Redis that it may share with others. Without, it has the one in
    REDIS_URL or one of its own. ``warm`` lets its servers start faster. Raise NoRedis
    where there is none, unless it may do without (``needs_redis``).
    """

    def __init__(
        self,
        project: Project,
        *,
        needs_redis: bool,
        redis_url: str | None = None,
        warm: WarmPythons | None = None,
    ) -> None:
        self._warm = warm
        self.own_redis: RedisServer | None = None
        self.redis_url = redis_url or named_redis()
        if not self.redis_url:
            try:
                self.own_redis = RedisServer()
                self.redis_url = self.own_redis.url
            except NoRedis:
                if needs_redis:
                    raise
        self.project = project.scratch_copy()
        reuse_databases(self.project)
        self._server = Server(self.project, self.redis_url, warm=warm)
        self.servers = [self._server]
        """All servers that were started of it, also those that have ended."""
        self._prepared: Server | None = None
        self._prepared_for: dict[str, str] = {}

    @cached_property
    def server(self) -> Server:
        """The server, listening. Raise ServerDown if it does not start."""
        self._server.wait()
        keep_databases(self.project)
        return self._server

    def prepare_another_server(self, **more: str) -> None:
        """Begin to start one that the next call of another_server(**more) can have."""
        _ = self.server  # it has migrated the database that they share
        self._prepared_for = more
        self._prepared = self._start_another(self.redis_url, more)

    def _start_another(self, redis_url: str | None, more: dict) -> Server:
        usual = redis_url == self.redis_url and not more
        warm = self._warm if usual else None
        server = Server(self.project, redis_url, migrate=False, warm=warm, **more)
        self.servers.append(server)
        return server

    @contextmanager
    def another_server(self, redis_url: str | None = None, **more) -> Iterator[Server]:
        """Start one more server process of the project, on the same Redis or another."""
        url = redis_url or self.redis_url
        _ = self.server
        server, self._prepared = self._prepared, None
        if server and (url != self.redis_url or more != self._prepared_for):
            server.stop()  # its place may be the one that we would wait for
            server = None
        if not server:
            server = self._start_another(url, more)
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

    @property
    def events(self) -> list[dict]:
        """What was seen inside all servers so far, see Server.events."""
        return [event for server in self.servers for event in server.events]

    @property
    def server_log(self) -> str:
        """All that the servers printed so far."""
        return "\n".join(server.process.output for server in self.servers)

    def is_settled(self, since: float) -> bool:
        """Whether what was said after this moment has had all its effect.

        So it is when a consumer got it, no handler runs any more, and nothing has
        happened in the servers for a while.
        """
        events = [event for event in self.events if "connection" in event]
        said = [
            event["time"]
            for event in events
            if event["kind"] == "dispatch" and event["type"] == "websocket.receive"
        ]
        if not said or said[-1] < since:
            return False
        kinds = Counter(event["kind"] for event in events)
        busy = kinds["dispatch"] != kinds["handled"]
        last = max(event["time"] for event in events)
        return not busy and time.time() - last > SETTLES_IN

    @property
    def handler_places(self) -> list[str]:
        """Where handlers ran so far: ["event loop"], ["worker thread"] or both."""
        return sorted({e["where"] for e in self.events if e["kind"] == "send"})

    @property
    def application(self) -> str:
        """ASGI_APPLICATION as loaded, as "mysite.asgi.application"; "" if there is none.

        Raise ServerDown if the project's own server does not start.
        """
        _ = self.server  # which has loaded the settings when it listens
        settings = next(e for e in self.events if e["kind"] == "settings")["values"]
        return settings.get("ASGI_APPLICATION", "")

    def load_alone(self) -> str:
        """Import the ASGI application as a server does that is not manage.py.

        Return all that Python printed, nothing if it could be imported. Raise ServerDown
        if the project's own server does not start.
        """
        words = ["load", self.application]
        environment = check_environment(self.project, self.redis_url)
        load = launch(self.project, words, environment, self._warm)
        code = load.wait(within=10)
        load.kill()
        return load.output if code else ""

    def manage(self, *words: str) -> tuple[int | None, str]:
        """Run a manage.py command of the project beside its server, on the same Redis.

        Return its exit code, None if it does not end, and all that it printed.
        """
        _ = self.server  # it has migrated the database
        environment = check_environment(self.project, self.redis_url)
        command = launch(self.project, words, environment, self._warm)
        code = command.wait(COMMAND_ENDS_IN)
        command.kill()
        return code, command.output

    def stop(self) -> None:
        self._server.stop()
        if self._prepared:
            self._prepared.stop()
        if self.own_redis:
            self.own_redis.stop()


def new_room() -> str:
    """Return a room name that nobody has used, which every stage allows."""
    room = f"room_{secrets.token_hex(4)}"
    note_room(room)
    return room


def note_room(room: str) -> None:
    """Note that the check uses this room, for who wants to know."""
    rooms = ROOMS.get()
    if rooms is not None:
        rooms.append(room)


def connections_to(server: Server, room: str) -> set[int]:
    """Return the numbers of all connections to this room; each server counts by itself."""
    return {
        event["connection"]
        for event in server.events
        if event["kind"] == "connection" and f"/{room}/" in event["path"]
    }


def groups_of(server: Server, room: str) -> list[str]:
    """Return the groups that connections to this room have joined, and no others."""
    here = connections_to(server, room)
    joined = [event for event in server.events if event["kind"] == "group_add"]
    ours = {str(one["group"]) for one in joined if one["connection"] in here}
    return sorted(
        ours - {str(o["group"]) for o in joined if o["connection"] not in here}
    )


def errors_in(server: Server, *rooms: str) -> list[str]:
    """Return what consumers raised in connections to these rooms, as Python names it."""
    paths, errors = {}, []
    for event in server.events:
        if event["kind"] == "connection":
            paths[event["connection"]] = event["path"]
        elif event["kind"] == "consumer error":
            path = paths.get(event["connection"], "")
            if any(f"/{room}/" in path for room in rooms):
                errors.append(f"{event['error']}: {event['text']}")
    return errors


def server_errors_since(server: Server, line: int) -> list[str]:
    """Return the tracebacks in the log from this line on that no consumer raised."""
    lines = server.process.lines[line:]
    starts = [n for n, text in enumerate(lines) if text.startswith("Traceback")]
    named = [lines[max(n - 1, 0)] for n in starts]  # the line above says what it is
    return [name for name in named if "Exception inside application" not in name]
