"""A project's own server, started as its author would: manage.py runserver."""

import json
import os
import re
import tempfile
import threading
import time
from pathlib import Path

from tests.harness.launching import launch
from tests.harness.ports import free_port, is_listening, wait_until_listening
from tests.harness.project import Project
from tests.harness.warm import WarmPythons

HERE = Path(__file__).parent
# Seconds in which a server has to listen. More where a busy computer does the work of
# nobody who waits, as for the robot that reads the book.
START_UP = float(os.environ.get("WORKBOOK_START_UP", "11"))
ENDS_IN = 0.5  # seconds in which one has ended that does not listen any more

PLACES = threading.BoundedSemaphore(2 * (os.cpu_count() or 1))
"""Each server takes one while it runs: more than two for each core only get slower."""

PLACE_IS_FREE = (
    300  # seconds in which one has to become free, or else we forgot a server
)

STARTED = r"Starting (ASGI/\S+ version \S+ )?development server"


class ServerDown(Exception):
    """The server did not start; ``output`` is all that it printed.

    str() of this error has the last line of it, where Python names the error.
    """

    def __init__(self, sentence: str, output: str) -> None:
        last = output.strip().rpartition("\n")[2]
        super().__init__(f"{sentence}: {last}" if last else sentence)
        self.output = output


def check_environment(project: Project, redis_url: str | None, **more: str) -> dict:
    """As overlay_environment(), with databases of our own beside the scratch copy."""
    databases = str(project.path.parent)
    return overlay_environment(project, redis_url, WORKBOOK_DATABASES=databases, **more)


def overlay_environment(project: Project, redis_url: str | None, **more: str) -> dict:
    """Return the environment in which the project finds our Redis, by its settings."""
    overlay = str(HERE / "overlay")
    environment = {
        "DJANGO_SETTINGS_MODULE": "workbook_settings",
        "WORKBOOK_SETTINGS": project.settings_module,
        "PYTHONPATH": os.pathsep.join(
            filter(None, [overlay, os.environ.get("PYTHONPATH")])
        ),
        **more,
    }
    if redis_url:
        environment |= {"WORKBOOK_REDIS": redis_url, "REDIS_URL": redis_url}
    return environment


class Server:
    """manage.py migrate and runserver on a free port of 127.0.0.1.

    The constructor waits for one of the PLACES; wait() returns when the server listens.
    What it writes is beside the scratch copy of the project.
    ``reload`` keeps Django's autoreloader, without which a start is faster.
    """

    def __init__(
        self,
        project: Project,
        redis_url: str | None,
        *,
        migrate: bool = True,
        reload: bool = False,
        port: int | None = None,
        warm: WarmPythons | None = None,
        **environment: str,
    ) -> None:
        self.project = project
        self.port = port or free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        beside = tempfile.mkdtemp(prefix="witness-", dir=project.path.parent)
        self._witness = Path(beside) / "events"
        words = ["migrate", "--"] if migrate else []
        words += ["runserver", f"127.0.0.1:{self.port}"]
        if not reload:
            words += ["--noreload"]
        environment |= {"WORKBOOK_WITNESS": str(self._witness)}
        environment = check_environment(project, redis_url, **environment)
        if not PLACES.acquire(timeout=PLACE_IS_FREE):
            raise RuntimeError(
                "more servers are wanted at a time than there are places"
            )
        self._stopping = threading.Lock()
        self._stopped = self._listened = False
        try:
            self.process = launch(project, words, environment, warm)
        except BaseException:
            PLACES.release()
            raise

    @property
    def events(self) -> list[dict]:
        """What the witness in the server has seen so far, see overlay/workbook_witness.

        And last, whether the server has ended by itself.
        """
        seen = []
        if self._witness.exists():
            text = self._witness.read_text(encoding="utf-8")
            complete, _, _ = text.rpartition("\n")  # a line may be just being written
            seen = [json.loads(line) for line in complete.splitlines()]
        return seen + self._end()

    def _end(self) -> list[dict]:
        """Return the event that the server has ended by itself, if it has."""
        if self._stopped:
            return []
        if self._listened and not is_listening("127.0.0.1", self.port):
            self.process.wait(ENDS_IN)  # a program closes its ports a moment before
        code = self.process.exit_code
        if code is None:
            return []
        flooded = self.process.flooded
        return [
            {"kind": "ended", "time": time.time(), "code": code, "flooded": flooded}
        ]

    def wait(self) -> "Server":
        """Return when the server listens. Raise ServerDown if it does not."""
        deadline = time.monotonic() + START_UP
        said = self.process.wait_for_line(STARTED, START_UP)
        while not (said and wait_until_listening(self.port, within=0.1)):
            if self.process.exit_code is not None:
                self.process.kill()  # all that it printed is read then
                if self.process.flooded:
                    raise ServerDown("manage.py runserver printed without end", "")
                raise ServerDown("manage.py runserver ended", self.process.output)
            elsewhere = re.search(r"http://\S+:(\d+)", said or "")
            if elsewhere and int(elsewhere[1]) != self.port:
                other = (
                    f"manage.py runserver listens at {elsewhere[0]} whatever it is told"
                )
                raise ServerDown(other, "")
            if time.monotonic() > deadline:
                late = f"manage.py runserver did not listen after {START_UP:g} s"
                raise ServerDown(late, self.process.output)
        self._listened = True
        return self

    def page(self, room: str) -> str:
        return f"{self.url}/chat/{room}/"

    def stop(self) -> None:
        """End it and all that it has started. A second call does nothing."""
        with self._stopping:
            if self._stopped:
                return
            self._stopped = True
            self.process.kill()
            PLACES.release()
