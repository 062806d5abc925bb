"""A project's own server, started as its author would: manage.py runserver."""

import json
import os
import time
from pathlib import Path

from tests.harness.ports import free_port, wait_until_listening
from tests.harness.processes import Process
from tests.harness.project import Project
from tests.harness.run import scratch_folder

HERE = Path(__file__).parent
START_UP = 11  # seconds in which a server has to listen


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

    The constructor returns at once; wait() returns when the server listens.
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
        **environment: str,
    ) -> None:
        self.project = project
        self.port = port or free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._witness = scratch_folder("witness") / "events"
        command = [project.python, HERE / "launch.py"]
        if migrate:
            command += ["migrate", "--"]
        command += ["runserver", f"127.0.0.1:{self.port}"]
        if not reload:
            command += ["--noreload"]
        self.process = Process(
            command,
            cwd=project.path,
            env=check_environment(
                project,
                redis_url,
                WORKBOOK_WITNESS=str(self._witness),
                **environment,
            ),
        )

    @property
    def events(self) -> list[dict]:
        """What the witness in the server has seen so far, see overlay/workbook_witness.py."""
        if not self._witness.exists():
            return []
        text = self._witness.read_text(encoding="utf-8")
        complete, _, _ = text.rpartition("\n")  # a line may be just being written
        return [json.loads(line) for line in complete.splitlines()]

    def wait(self) -> "Server":
        """Return when the server listens. Raise ServerDown if it does not."""
        started = r"Starting (ASGI/\S+ version \S+ )?development server"
        deadline = time.monotonic() + START_UP
        said = self.process.wait_for_line(started, START_UP)
        while not (said and wait_until_listening(self.port, within=0.1)):
            if self.process.exit_code is not None:
                self.process.kill()  # all that it printed is read then
                if self.process.flooded:
                    raise ServerDown("manage.py runserver printed without end", "")
                raise ServerDown("manage.py runserver ended", self.process.output)
            if time.monotonic() > deadline:
                late = f"manage.py runserver did not listen after {START_UP} s"
                raise ServerDown(late, self.process.output)
        return self

    def page(self, room: str) -> str:
        return f"{self.url}/chat/{room}/"

    def stop(self) -> None:
        self.process.kill()
