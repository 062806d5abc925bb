"""nox -s bench -- consumers: synchronous against async consumers, for the book.

It runs stage 2 and stage 3 side by side, with one Redis, and copies of them with a slow
handler, and writes what it sees into docs/figures.json. All are ratios of what was
measured in the same round, because times depend on the computer and on what else it does.
"""

import argparse
import asyncio
import os
import sys
from contextlib import ExitStack
from statistics import median

from tests.bench.chats import Chat
from tests.bench.figures import write_figures
from tests.bench.round_trips import (
    TABS,
    TELLS_ITS_THREAD,
    one_room,
    rooms_of_their_own,
    threads_of_handlers,
)
from tests.bench.slow_handlers import (
    AT_ONCE,
    ROOMS,
    SECONDS,
    SlowHandler,
    held_up,
    slow_handlers,
)
from tests.harness.redis_server import RedisServer

PACKAGES = ("asgiref", "channels", "channels-redis", "daphne", "django", "redis")
SLOW_ROUNDS = 3

WITHOUT_VISIT = (
    (
        "    async def connect(self):",
        "    async def dispatch(self, message):\n"
        '        await getattr(self, message["type"].replace(".", "_"))(message)\n'
        "\n"
        "    async def connect(self):",
    ),
)
"""The edit with which Channels does not visit the worker thread before each handler."""

CHATS = {"stage2": (2, ()), "stage3": (3, ()), "no_visit": (3, WITHOUT_VISIT)}
Rounds = list[dict[str, dict]]


def percent(part: float) -> int:
    return round(100 * part)


def measure_slow(handler: SlowHandler, redis_url: str) -> dict[str, float]:
    """Return the medians of what held_up() measures, see there."""
    chat = Chat(handler.stage, redis_url, handler.edits)
    try:
        seen = [asyncio.run(held_up(chat)) for _ in range(SLOW_ROUNDS)]
    finally:
        chat.stop()
    waits = {name: median(one[name] for one in seen) for name in seen[0]}
    together = round(waits.pop("at_once"), 1)
    return {name: percent(part) for name, part in waits.items()} | {"at_once": together}


def count_threads(redis_url: str) -> dict[str, int]:
    """Return the number of threads on which receive() of 50 tabs runs, by stage."""
    found = {}
    for stage in (2, 3):
        chat = Chat(stage, redis_url, TELLS_ITS_THREAD)
        try:
            found[f"stage{stage}"] = asyncio.run(threads_of_handlers(chat, TABS[-1]))
        finally:
            chat.stop()
    return found


async def one_round(chat: Chat) -> dict[str, dict[str, float]]:
    found = {}
    for tabs in TABS:
        found[f"rooms_{tabs}"] = await rooms_of_their_own(chat, tabs)
        found[f"crowd_{tabs}"] = await one_room(chat, tabs)
    return found


def measure_speed(rounds: int, redis_url: str) -> Rounds:
    """Return for each round what each of CHATS did in it, in turns."""
    with ExitStack() as stack:
        chats = {}
        for name, (stage, edits) in CHATS.items():
            chats[name] = Chat(stage, redis_url, edits)
            stack.callback(chats[name].stop)
        for chat in chats.values():
            asyncio.run(rooms_of_their_own(chat, TABS[-1]))  # warm up
        found = []
        for number in range(rounds):
            # Who comes first changes, in case that matters.
            names = list(chats)[:: -1 if number % 2 else 1]
            found.append({name: asyncio.run(one_round(chats[name])) for name in names})
            print(f"  round {number + 1} of {rounds}", flush=True)
    return found


def compared(rounds: Rounds, this: str, that: str) -> dict[str, dict]:
    """Return the ratios this : that by load and by what was measured.

    "times" is the median of the rounds, "least" and "most" are the ends.
    """
    ratios = {}
    for load, values in rounds[0][this].items():
        ratios[load] = {}
        for name in values:
            each = [one[this][load][name] / one[that][load][name] for one in rounds]
            ratios[load][name] = {
                "times": round(median(each), 2),
                "least": round(min(each), 2),
                "most": round(max(each), 2),
            }
    return ratios


def main(words: list[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="nox -s bench -- consumers", description=__doc__
    )
    parser.add_argument("--rounds", type=int, default=7, help="of the speed of each")
    parser.add_argument("--keep", action="store_true", help="leave figures.json alone")
    arguments = parser.parse_args(words)
    os.environ.pop("REDIS_URL", None)  # somebody else's may be busy with other things
    redis = RedisServer()
    try:
        print("What a slow handler holds up, in % of its time; several at once, times:")
        slow = {}
        for handler in slow_handlers():
            slow[handler.name] = measure_slow(handler, redis.url)
            print(f"  {handler.name:<10} {slow[handler.name]}", flush=True)
        threads = count_threads(redis.url)
        print(f"Threads on which receive() of {TABS[-1]} tabs runs: {threads}")
        rounds = measure_speed(arguments.rounds, redis.url)
    finally:
        redis.stop()
    speed = compared(rounds, "stage3", "stage2")
    no_visit = compared(rounds, "no_visit", "stage3")
    for title, ratios in (
        ("stage 3 : stage 2", speed),
        ("no visit : stage 3", no_visit),
    ):
        print(title)
        for load, values in ratios.items():
            print(f"  {load:<10} {values}")
    if not arguments.keep:
        counts = {"seconds": SECONDS, "rooms": ROOMS, "at_once": AT_ONCE}
        figures = {
            "rounds": arguments.rounds,
            "slow_rounds": SLOW_ROUNDS,
            "slow": counts | slow,
            "threads": {"tabs": TABS[-1]} | threads,
            "speed": speed,
            "no_visit": no_visit,
        }
        write_figures("consumers", figures, PACKAGES)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
