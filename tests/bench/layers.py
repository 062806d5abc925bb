"""nox -s bench -- layers: what the channel layers of channels_redis deliver and lose.

Stage 2 is run on each layer in turn, with a Redis of its own, and is put through what
happens to a site: silence, a burst, a Redis that forgets or restarts, a killed server.
The figures go into docs/figures.json, for the book.
"""

import argparse
import asyncio
import inspect
import json
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack, contextmanager
from pathlib import Path

import redis
from channels_redis.core import RedisChannelLayer

from tests.bench.figures import FIGURES, write_figures
from tests.checks.test_clean_up import ask_redis, members, wait_for
from tests.harness.burst import run_burst
from tests.harness.project import Project
from tests.harness.redis_server import RedisServer
from tests.harness.silence import SILENCE
from tests.harness.sockets import Socket, open_socket
from tests.harness.subject import Subject, new_room
from tests.steps import get_step

PACKAGES = ("channels", "channels-redis", "daphne", "redis")

CORE = Path(__file__).with_name("core_layer.py").read_text(encoding="utf-8")
TIMEOUT = '                    "socket_timeout": None,\n'

LAYERS = {"pubsub": "", "core": CORE}
"""What is put behind the settings of stage 2, by the name in the figures.

The core layer is measured with the setting that lets it live; without, it is "untuned"
and measured in silence alone.
"""
UNTUNED = CORE.replace(TIMEOUT, "")

CLIENTS, MESSAGES = 50, 10  # of the burst: each client says so many at once
TABS = 3  # of the server that is killed
SETTLES = 3.0  # seconds in which a message has to arrive, or it does not
FALLS = 8.0  # seconds after the loss of Redis in which sockets are closed, or stay


@contextmanager
def stage_on(more_settings: str):
    """Give a Subject of stage 2 with more settings at the end, and its own Redis."""
    project = Project.at(get_step(2).path).scratch_copy()
    with (project.path / "mysite" / "settings.py").open("a", encoding="utf-8") as file:
        file.write(more_settings)
    own = RedisServer()
    subject = Subject(project, needs_redis=True, redis_url=own.url)
    try:
        _ = subject.server
        yield subject, own
    finally:
        subject.stop()
        own.stop()


def open_pair(subject: Subject, stack: ExitStack) -> list[Socket]:
    """Open two sockets in a new room that have heard each other once."""
    room = new_room()
    pair = [stack.enter_context(open_socket(subject.server, room)) for _ in range(2)]
    pair[0].say("hello")
    if [socket.hear(SETTLES) for socket in pair] != ["hello"] * 2:
        raise SystemExit("two sockets in a room do not hear each other")
    return pair


def who_hears(pair: list[Socket], message: str) -> int:
    """Let the first one say it, and return how many of the two hear it."""
    if pair[0].close_code is not None:
        return 0
    pair[0].say(message)
    deadline = time.monotonic() + SETTLES
    return sum(
        message in one.hear_until(message, max(deadline - time.monotonic(), 0.1))
        for one in pair
    )


def closed(pair: list[Socket]) -> int:
    return sum(one.close_code is not None for one in pair)


def measure_silence(subject: Subject, _) -> dict:
    """Two tabs that say nothing: how many are closed, when the first, with what code."""
    with ExitStack() as stack:
        pair = open_pair(subject, stack)
        began = time.monotonic()
        figures = {"seconds": round(SILENCE), "tabs": 2}
        if wait_for(lambda: closed(pair), SILENCE):
            figures["first_closed_after"] = round(time.monotonic() - began)
            wait_for(lambda: closed(pair) == 2, began + SILENCE - time.monotonic())
            codes = {one.close_code for one in pair} - {None}
            figures["code"] = max(codes)
        return figures | {"closed": closed(pair)}


def measure_burst(subject: Subject, _) -> dict:
    """Many clients that talk at once: the share of deliveries that is made."""
    burst = asyncio.run(run_burst(subject.server, new_room(), CLIENTS, MESSAGES))
    percent = 100 * burst.delivered / burst.expected
    return {
        "clients": CLIENTS,
        "messages": MESSAGES,
        "expected": burst.expected,
        "percent": round(percent),
        "percent_lost": 100 - round(percent),
        "problem": burst.problem,
    }


def measure_flush(subject: Subject, _) -> dict:
    """FLUSHALL under two tabs: how many hear what is said afterwards."""
    with ExitStack() as stack:
        pair = open_pair(subject, stack)
        with redis.Redis.from_url(subject.redis_url) as client:
            client.flushall()
        return {"tabs": 2, "hear": who_hears(pair, "after the flush")}


def measure_restart(subject: Subject, own: RedisServer) -> dict:
    """Redis ends and comes back under two tabs: what of them is left."""
    with ExitStack() as stack:
        pair = open_pair(subject, stack)
        own.stop()
        own.start()
        wait_for(lambda: closed(pair) == 2, FALLS)
        figures = {"tabs": 2, "closed_by_it": closed(pair)}
        figures["hear_the_first_message"] = who_hears(pair, "first")
        wait_for(lambda: pair[0].close_code is not None, SETTLES)
        return figures | {"closed_after_a_message": closed(pair)}


def measure_ghosts(subject: Subject, _) -> dict:
    """A server with tabs is killed: who is still in the group, and for how long."""
    room = new_room()
    with ask_redis(subject.redis_url) as client, ExitStack() as stack:
        with subject.another_server() as server:
            for _ in range(TABS):
                stack.enter_context(open_socket(server, room))
            server.process.kill()
        wait_for(lambda: members(client, room) == 0, SETTLES)
        [key] = client.keys(f"*{room}*") or [None]
        hours = round(client.ttl(key) / 3600) if key else 0
        return {"tabs": TABS, "left": members(client, room), "hours": hours}


MEASUREMENTS: dict[str, Callable] = {
    "silence": measure_silence,
    "flush": measure_flush,
    "ghosts": measure_ghosts,
    "restart": measure_restart,
    "burst": measure_burst,
}


def core_defaults() -> dict[str, int]:
    """What the core layer takes where CONFIG says nothing: messages, and seconds."""
    parameters = inspect.signature(RedisChannelLayer).parameters
    names = ("capacity", "expiry", "group_expiry")
    return {name: parameters[name].default for name in names}


def measure(more_settings: str, names) -> dict[str, dict]:
    """Return the figures of these measurements, each with a server and Redis of its own."""
    figures = {}
    for name in names:
        with stage_on(more_settings) as (subject, own):
            figures[name] = MEASUREMENTS[name](subject, own)
        print(f"  {name}: {json.dumps(figures[name])}", flush=True)
    return figures


def main(words: list[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="nox -s bench -- layers",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.parse_args(words)
    figures = {}
    for name, layer in LAYERS.items():
        print(name, flush=True)
        figures[name] = measure(layer, MEASUREMENTS)
    print("core without socket_timeout", flush=True)
    figures["untuned"] = measure(UNTUNED, ["silence"])
    figures["core"]["defaults"] = core_defaults()
    write_figures("layers", figures, PACKAGES)
    print(f"Written to {FIGURES}.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
