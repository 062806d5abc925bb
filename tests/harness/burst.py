"""Many clients in one room that all talk at once."""

import asyncio
import json
from collections import Counter
from contextlib import AsyncExitStack
from dataclasses import dataclass, field

from websockets.asyncio.client import connect
from websockets.exceptions import InvalidHandshake, WebSocketException

from tests.harness.server import Server

NO_MORE = 5.0  # seconds without any delivery after which no more is expected


@dataclass
class Burst:
    """What became of a burst: ``heard`` has for each client how often it got what."""

    clients: int
    messages: int
    heard: list[Counter] = field(default_factory=list)
    problem: str = ""

    @property
    def expected(self) -> int:
        return self.clients**2 * self.messages

    @property
    def delivered(self) -> int:
        return sum(sum(heard.values()) for heard in self.heard)

    @property
    def complete(self) -> bool:
        """Whether every client got every message exactly once."""
        said = {
            f"{client}:{number}"
            for client in range(self.clients)
            for number in range(self.messages)
        }
        once = dict.fromkeys(said, 1)
        return not self.problem and all(heard == once for heard in self.heard)

    @property
    def summary(self) -> str:
        return self.problem or f"{self.delivered} deliveries"


async def run_burst(server: Server, room: str, clients: int, messages: int) -> Burst:
    """Connect the clients, let each send its messages at once, and count deliveries."""
    burst = Burst(clients, messages)
    url = f"ws://127.0.0.1:{server.port}/ws/chat/{room}/"
    async with AsyncExitStack() as stack:
        sockets = []
        try:
            for _ in range(clients):
                opening = connect(url, origin=server.url, max_queue=None)
                sockets.append(await stack.enter_async_context(opening))
        except (InvalidHandshake, OSError) as refusal:
            burst.problem = f"client {len(sockets) + 1} was refused: {refusal}"
            return burst
        burst.heard = [Counter() for _ in sockets]
        listeners = [
            asyncio.create_task(_listen(socket, heard, burst))
            for socket, heard in zip(sockets, burst.heard, strict=True)
        ]
        await asyncio.gather(
            *(_talk(socket, number, messages) for number, socket in enumerate(sockets))
        )
        await asyncio.wait(listeners)
        for listener in listeners:
            listener.result()
    return burst


async def _talk(socket, client: int, messages: int) -> None:
    for number in range(messages):
        await socket.send(json.dumps({"message": f"{client}:{number}"}))


async def _listen(socket, heard: Counter, burst: Burst) -> None:
    all_messages = burst.clients * burst.messages
    while sum(heard.values()) < all_messages:
        try:
            frame = await asyncio.wait_for(socket.recv(), NO_MORE)
        except asyncio.TimeoutError:
            return
        except WebSocketException as closed:
            burst.problem = f"a client was disconnected: {closed}"
            return
        heard[json.loads(frame).get("message")] += 1
