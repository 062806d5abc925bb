"""What a slow handler in one room holds up elsewhere: rooms, new tabs, pages."""

import asyncio
import sys
import time
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path

from tests.bench.chats import (
    CannotMeasure,
    Chat,
    enter,
    load_page,
    open_tab,
    round_trip,
)

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

ENTRIES = Path(__file__).with_name("consumers.toml")
SECONDS = 1.0  # that the slow handler takes
ROOMS = 8  # others, that say something meanwhile
AT_ONCE = 4  # slow handlers at once; a default thread pool has five threads or more
BEGINS = r"^receive\(\) begins$"
TOP = "from channels.exceptions"


@dataclass(frozen=True)
class SlowHandler:
    """One entry of consumers.toml."""

    name: str
    stage: int
    edits: tuple[tuple[str, str], ...]


def slow_handlers() -> list[SlowHandler]:
    entries = tomllib.loads(ENTRIES.read_text(encoding="utf-8"))
    where, before = entries.pop("where"), entries.pop("before").lstrip("\n")
    found = []
    for name, entry in entries.items():
        line = entry["line"].format(seconds=SECONDS)
        edits = (
            (TOP, f"{entry['imports']}\n{TOP}"),
            (where, before.format(line=line) + where),
        )
        found.append(SlowHandler(name, entry["stage"], edits))
    return found


async def held_up(chat: Chat) -> dict[str, float]:
    """Return what waits how long while one handler is slow, as parts of its time.

    "room": a message in another room, the median of all; "new_tab": a handshake;
    "page": an HTTP page; "at_once": how long AT_ONCE slow handlers take together.
    """
    async with AsyncExitStack() as stack:
        others = [
            await stack.enter_async_context(enter(chat, f"other-{number}"))
            for number in range(ROOMS)
        ]
        slow = [
            await stack.enter_async_context(enter(chat, f"slow-{number}"))
            for number in range(AT_ONCE)
        ]
        await asyncio.gather(*(round_trip(client) for client in others))
        await load_page(chat, "warm")
        lines = len(chat.process.lines)
        slowly = asyncio.create_task(round_trip(slow[0]))
        wait_for_line = chat.process.wait_for_line
        if not await asyncio.to_thread(wait_for_line, BEGINS, 10, after=lines):
            raise CannotMeasure("The slow handler does not begin")
        page, new_tab, *rooms = await asyncio.gather(
            load_page(chat, "other"),
            open_tab(chat, "other"),
            *(round_trip(client) for client in others),
        )
        await slowly
        began = time.perf_counter()
        await asyncio.gather(*(round_trip(client) for client in slow))
        at_once = time.perf_counter() - began
    waits = {"room": sorted(rooms)[ROOMS // 2], "new_tab": new_tab, "page": page}
    waits |= {"at_once": at_once}
    return {name: seconds / SECONDS for name, seconds in waits.items()}
