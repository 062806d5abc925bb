"""All that is known when a check has failed. Rules look at this and at nothing else."""

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from tests.checks.promise import SERVER_STARTS, CheckFailed
from tests.diagnosis.events import Connection, connections_in
from tests.diagnosis.files import ProjectFiles
from tests.diagnosis.log import LogError, errors_in_log
from tests.diagnosis.source import (
    ConsumerSource,
    Method,
    Place,
    find_consumer,
    read_consumer,
)


@dataclass(frozen=True, kw_only=True)
class Evidence(ProjectFiles):
    """What is known about one failed check on one project.

    ``folder`` is the scratch copy that was run, whose files are those of the base class;
    ``rooms`` are the rooms of the check;
    ``events`` holds a list for each server; ``log`` all that the servers printed;
    ``views`` what the check's tabs show (harness/tab.py View).
    """

    check: str
    step: int
    failure: CheckFailed
    rooms: list[str] = field(default_factory=list)
    events: list[list[dict]] = field(default_factory=list)
    log: str = ""
    views: list = field(default_factory=list)
    button_sends: bool | None = None
    """Whether the Send button works in a tab where Enter sent nothing; None: not tried."""

    # The server

    def events_of(self, kind: str) -> list[dict]:
        return [one for events in self.events for one in events if one["kind"] == kind]

    @cached_property
    def settings(self) -> dict:
        """The project's settings as loaded; empty where they could not be loaded."""
        found = self.events_of("settings")
        return found[0]["values"] if found else {}

    @cached_property
    def settings_module(self) -> str | None:
        """The name of the settings that manage.py names; None if they were not loaded."""
        found = self.events_of("settings")
        return found[0]["module"] if found else None

    @cached_property
    def settings_file(self) -> str:
        if not self.settings_module:
            return "settings.py"
        module = self.settings_module.replace(".", "/")
        package = f"{module}/__init__.py"
        return package if (self.folder / package).exists() else f"{module}.py"

    @cached_property
    def versions(self) -> dict:
        found = self.events_of("versions")
        return found[0] if found else {}

    @cached_property
    def application(self) -> dict:
        """How the ASGI application is built; empty where no server got one."""
        found = self.events_of("application")
        return found[0] if found else {}

    @property
    def routes(self) -> list[dict]:
        return self.application.get("routes") or []

    @property
    def asgi_file(self) -> str:
        name = str(self.settings.get("ASGI_APPLICATION", "asgi.application"))
        return self.file_of_module(name.rpartition(".")[0]) or "asgi.py"

    @property
    def layer(self) -> dict | None:
        """The default channel layer in the settings, None where there is none."""
        layers = self.settings.get("CHANNEL_LAYERS")
        layer = layers.get("default") if isinstance(layers, dict) else None
        return layer if isinstance(layer, dict) else None

    @property
    def layer_backend(self) -> str:
        return str((self.layer or {}).get("BACKEND", ""))

    # The connections of this check

    @cached_property
    def every_connection(self) -> list[Connection]:
        """All, also those of other checks."""
        return [one for events in self.events for one in connections_in(events)]

    @cached_property
    def connections(self) -> list[Connection]:
        """Those to the rooms of the check; where there are none, all."""
        every = self.every_connection
        mine = [c for c in every if any(room in c.path for room in self.rooms)]
        return mine or ([] if self.rooms else every)

    @cached_property
    def errors(self) -> list[dict]:
        """What consumers raised in these connections, the first one first.

        Without what Daphne raises when the browser has gone: that is nobody's mistake.
        """
        every = [error for one in self.connections for error in one.errors]
        return [error for error in every if error["error"] != "Disconnected"]

    @property
    def talking(self) -> list[Connection]:
        """The connections on which something was said."""
        return [one for one in self.connections if one.handled("websocket.receive")]

    def error_like(self, *parts: str) -> dict | None:
        """Return the first error whose name and text contain one of these, or None."""
        for error in self.errors:
            if any(part in f"{error['error']}: {error['text']}" for part in parts):
                return error
        return None

    @property
    def coroutines_not_run(self) -> list[dict]:
        """What was called and never awaited: in this check, or else in any."""
        every = self.events_of("never awaited")
        mine = [e for one in self.connections for e in one.of("never awaited")]
        return [e for e in every if e in mine or e["connection"] is None] or every

    def never_awaited(self, *names: str) -> dict | None:
        """Return the first coroutine with one of these last names that nobody awaited."""
        for event in self.coroutines_not_run:
            if event["what"].rpartition(".")[2] in names:
                return event
        return None

    # The project's Python files

    @cached_property
    def consumer(self) -> ConsumerSource | None:
        """The consumer of the first route, or else one that is in the files."""
        for route in self.routes:
            if route["classes"]:
                return read_consumer(self.folder, route["classes"], route["bases"])
        python = [file for file in self.files if file.endswith(".py")]
        named_first = sorted(python, key=lambda file: not file.endswith("consumers.py"))
        return find_consumer(self.folder, named_first)

    @property
    def consumer_file(self) -> str:
        return self.consumer.file if self.consumer else "consumers.py"

    @property
    def routing_file(self) -> str:
        """The file with the WebSocket routes, where the word URLRouter or the list is."""
        for word in (".as_asgi", "websocket_urlpatterns =", "URLRouter("):
            for file in self.files:
                if file.endswith(".py") and word in self.text(file):
                    return file
        return "routing.py"

    def place_of(self, event: dict) -> Place | None:
        """Return the innermost place of an event in the project, with its class."""
        # Python's own frozen modules have no file.
        places = [p for p in event.get("places") or () if p["file"][:1] != "<"]
        if not places:
            return None
        inner = places[-1]
        method = self.method_at(inner)
        name = method.class_name if method else None
        return Place(inner["file"], inner["line"], name)

    def place_of_call(self, event: dict) -> Place | None:
        """As place_of(), for a coroutine: the first place is where it was made."""
        if not event.get("places"):
            return None
        return self.place_of({"places": event["places"][:1]})

    def method_at(self, place: dict) -> Method | None:
        consumer = self.consumer
        return consumer.method_at(place["line"], place["file"]) if consumer else None

    def method(self, *names: str) -> Method | None:
        """Return the first of these methods that the consumer has."""
        methods = self.consumer.methods if self.consumer else {}
        return next((methods[name] for name in names if name in methods), None)

    # What went wrong at the start

    @cached_property
    def log_errors(self) -> list[LogError]:
        """The errors with a traceback in the log, the first one, often the reason, first."""
        return errors_in_log(self.log, self.folder)

    @property
    def start_error(self) -> LogError | None:
        """The error that kept the server from starting; None while it runs."""
        return self.log_errors[0] if self.log_errors and self.server_down else None

    @property
    def server_down(self) -> bool:
        """Whether the server did not start, or not listen."""
        return self.failure.expected == SERVER_STARTS

    def http_status(self, path: str) -> int | None:
        """Return the status with which the server last answered a GET of a path, or None."""
        line = re.compile(rf'GET {re.escape(path)}(?: HTTP/[\d.]+")? (\d{{3}})')
        found = line.findall(self.log)
        return int(found[-1]) if found else None

    # The page

    @property
    def page(self):
        """The View of the first tab that has a WebSocket, or of the first tab, or None."""
        with_socket = [view for view in self.views if view.sockets]
        return next(iter(with_socket or self.views), None)

    @property
    def frames_from_page(self) -> list[str]:
        return [f for view in self.views for s in view.sockets for f in s["sent"]]

    @property
    def frames_to_page(self) -> list[str]:
        return [f for view in self.views for s in view.sockets for f in s["received"]]

    @property
    def page_file(self) -> str:
        """The file with the page's script."""
        found = self.search(r"new WebSocket\(", self.page_files)
        return found[0][0] if found else (self.find_file("room.html") or "room.html")

    def page_place(self, *patterns: str) -> Place:
        """Return the first line in which a pattern is found, in the page's files first."""
        first = self.files_of_page
        for pattern in patterns:
            found = self.search(pattern, self.page_files)
            found.sort(key=lambda one: one[0] not in first)
            for file, number, _ in found:
                return Place(file, number)
        return Place(self.page_file)

    @cached_property
    def files_of_page(self) -> list[str]:
        """The template of the page that was looked at, and the scripts that it names.

        It is the template with most of the page's ids; empty where none has any.
        """
        ids = self.page.ids if self.page else []
        html = [file for file in self.files if file.endswith(".html")]

        def shared(file: str) -> int:
            return sum(f'"{id_}"' in self.text(file) for id_ in ids)

        template = max(html, key=shared, default=None)
        if template is None or not shared(template):
            return []
        found = [template]
        for file in found:  # which grows: with what it extends, and the scripts of that
            text = self.text(file) if file.endswith(".html") else ""
            named = re.findall(r"{%\s*extends\s+[\"']([^\"']+)", text)
            named += re.findall(r"[\w./-]+\.js\b", text)
            files = [self.find_file(name.rpartition("static/")[2]) for name in named]
            found += [other for other in files if other and other not in found]
        return found


def near(word: str, words: Iterable[str], least: float = 0.7) -> str | None:
    """Return the word among ``words`` that looks most like this one, or None."""
    lower = {other.lower().replace("_", ""): other for other in words if other != word}
    found = difflib.get_close_matches(
        word.lower().replace("_", ""), lower, n=1, cutoff=least
    )
    return lower[found[0]] if found else None
