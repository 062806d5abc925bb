"""How fast a chat is with 1, 10 and 50 tabs, and on how many threads it runs."""

import asyncio
import time
from contextlib import AsyncExitStack

from tests.bench.chats import Chat, enter, hear, round_trip, say

TABS = (1, 10, 50)
TRIPS = 400  # round trips in all, in rooms of one tab each
SPEECHES = {1: 200, 10: 60, 50: 20}  # messages to one room, by its number of tabs
HANDLER = "        # Every channel in the group gets this event"
TELLS_ITS_THREAD = (
    (HANDLER, f'        print("thread", get_ident(), flush=True)\n{HANDLER}'),
    (
        "from channels.exceptions",
        "from threading import get_ident\nfrom channels.exceptions",
    ),
)
"""The edits with which receive() prints the thread that it runs in."""


async def rooms_of_their_own(chat: Chat, tabs: int) -> dict[str, float]:
    """Let each tab speak in a room of its own, and wait for its answer, again and again.

    "rate": round trips a second, of all tabs together; "wait": the median seconds of
    one; "cpu": seconds of the server's processor time for one.
    """
    async with AsyncExitStack() as stack:
        clients = [
            await stack.enter_async_context(enter(chat, f"room-{number}"))
            for number in range(tabs)
        ]
        await asyncio.gather(*(round_trip(client) for client in clients))
        waits = []

        async def talk(client) -> None:
            for _ in range(TRIPS // tabs):
                waits.append(await round_trip(client))

        cpu, began = chat.cpu_seconds, time.perf_counter()
        await asyncio.gather(*(talk(client) for client in clients))
        seconds = time.perf_counter() - began
        cpu = chat.cpu_seconds - cpu
    return {
        "rate": len(waits) / seconds,
        "wait": sorted(waits)[len(waits) // 2],
        "cpu": cpu / len(waits),
    }


async def one_room(chat: Chat, tabs: int) -> dict[str, float]:
    """Let one tab speak in a room with others, and wait until all have heard it.

    "wait": the median seconds of that; "cpu": processor time of the server for it.
    """
    async with AsyncExitStack() as stack:
        clients = [
            await stack.enter_async_context(enter(chat, "crowd")) for _ in range(tabs)
        ]

        async def speak(message: str) -> float:
            began = time.perf_counter()
            await say(clients[0], message)
            await asyncio.gather(*(hear(client, message) for client in clients))
            return time.perf_counter() - began

        await speak("hello")
        cpu = chat.cpu_seconds
        waits = [await speak(f"hello {number}") for number in range(SPEECHES[tabs])]
        cpu = chat.cpu_seconds - cpu
    return {"wait": sorted(waits)[len(waits) // 2], "cpu": cpu / len(waits)}


async def threads_of_handlers(chat: Chat, tabs: int) -> int:
    """Return on how many threads receive() of all tabs runs, in rooms of their own.

    The chat has to run with TELLS_ITS_THREAD.
    """
    seen = len(chat.process.lines)
    async with AsyncExitStack() as stack:
        clients = [
            await stack.enter_async_context(enter(chat, f"room-{number}"))
            for number in range(tabs)
        ]
        for _ in range(4):
            await asyncio.gather(*(round_trip(client) for client in clients))
    told = [line for line in chat.process.lines[seen:] if line.startswith("thread ")]
    return len(set(told))
