"""A stage that runs as people run it, changed or not, and clients that talk to it.

The server is manage.py runserver alone, without the witness of the checks, which would
be measured with it.
"""

import asyncio
import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import psutil
from websockets.asyncio.client import ClientConnection, connect

from tests.harness.ports import free_port, wait_until_listening
from tests.harness.processes import Process
from tests.harness.project import Project
from tests.steps import get_step

START_UP = 90.0  # seconds in which a server has to listen
PATIENT = ["--websocket_handshake_timeout", "60"]  # seconds; Daphne's default is 5
CONSUMERS = "chat/consumers.py"


class CannotMeasure(Exception):
    """A server or a client does not do what is to be timed; str() of this says what."""


class Chat:
    """A server of a stage in which ``edits`` (old text, new text) change consumers.py.

    It runs from the constructor on, until stop(). Raise CannotMeasure where an old text
    is not there exactly once, or the server does not start.
    """

    def __init__(
        self, stage: int, redis_url: str, edits: Sequence[tuple[str, str]] = ()
    ) -> None:
        project = Project.at(get_step(stage).path).scratch_copy()
        change(project.path / CONSUMERS, edits)
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        address = f"127.0.0.1:{self.port}"
        command = [sys.executable, "manage.py", "runserver", "--noreload", address]
        self.process = Process(
            [*command, *PATIENT],
            cwd=project.path,
            env={"REDIS_URL": redis_url},
        )
        said = self.process.wait_for_line("Starting ASGI", START_UP)
        if not (said and wait_until_listening(self.port, START_UP)):
            self.stop()
            raise CannotMeasure(f"Stage {stage} does not start:\n{self.process.output}")
        self._seen = psutil.Process(self.process.pid)

    @property
    def cpu_seconds(self) -> float:
        """The seconds of processor time that the server has used so far."""
        times = self._seen.cpu_times()
        return times.user + times.system

    @property
    def threads(self) -> int:
        """The number of threads that the server has now."""
        return self._seen.num_threads()

    def stop(self) -> None:
        self.process.kill()


def change(file: Path, edits: Sequence[tuple[str, str]]) -> None:
    """Replace each old text by the new one. Raise CannotMeasure unless it is there once."""
    text = file.read_text(encoding="utf-8")
    for old, new in edits:
        if text.count(old) != 1:
            raise CannotMeasure(f"{CONSUMERS} has {text.count(old)} times {old!r}")
        text = text.replace(old, new)
    file.write_text(text, encoding="utf-8", newline="\n")


def enter(chat: Chat, room: str) -> connect:
    """Return the opening of a client in the room, an async context manager."""
    return connect(
        f"ws://127.0.0.1:{chat.port}/ws/chat/{room}/",
        origin=chat.url,
        ping_interval=None,
        open_timeout=60,
    )


async def say(client: ClientConnection, message: str) -> None:
    await client.send(json.dumps({"message": message}))


async def hear(client: ClientConnection, message: str) -> None:
    """Wait for the message. Raise CannotMeasure when another frame comes first."""
    frame = json.loads(await client.recv())
    if frame != {"message": message}:
        raise CannotMeasure(f"A client got {frame} where {message!r} was due")


async def round_trip(client: ClientConnection, message: str = "hello") -> float:
    """Return the seconds until the client gets back what it says."""
    began = time.perf_counter()
    await say(client, message)
    await hear(client, message)
    return time.perf_counter() - began


async def load_page(chat: Chat, room: str) -> float:
    """Return the seconds until the room's page begins to come."""
    began = time.perf_counter()
    reader, writer = await asyncio.open_connection("127.0.0.1", chat.port)
    host = f"127.0.0.1:{chat.port}"
    writer.write(f"GET /chat/{room}/ HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
    status = await reader.readline()
    writer.close()
    await writer.wait_closed()
    if b" 200 " not in status:
        raise CannotMeasure(f"The page of a room is answered {status!r}")
    return time.perf_counter() - began


async def open_tab(chat: Chat, room: str) -> float:
    """Return the seconds until the handshake of a new client is accepted."""
    began = time.perf_counter()
    async with enter(chat, room):
        return time.perf_counter() - began
