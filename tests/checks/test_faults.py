"""Good practice: servers stop and come back, Redis too, tabs are silent or many."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.checks.people import enter, expect_messages, two_in
from tests.checks.promise import expect, promise
from tests.checks.test_one_tab import (
    test_a_message_appears_once_in_the_tab_that_sent_it as one_tab,
)
from tests.checks.test_two_processes import (
    test_two_server_processes_share_a_room as two_processes,
)
from tests.checks.test_two_tabs import (
    test_a_tab_in_another_room_sees_nothing as other_room,
)
from tests.checks.test_two_tabs import (
    test_both_tabs_in_a_room_see_each_message_once_and_in_order as two_tabs,
)
from tests.harness.burst import run_burst
from tests.harness.redis_server import NoRedis, find_redis_server
from tests.harness.subject import Subject, new_room

SENT_AGAIN = 5.0  # seconds; a page may wait for others before it sends again
COMES_BACK = 15.0  # seconds; a page may wait longer and longer between its attempts


@contextmanager
def restart_under_two_tabs(subject: Subject, tabs, message: str) -> Iterator[tuple]:
    """Stop the server of two tabs, type the message in each, start it again.

    The tabs are given when both are connected again; the server stops at the end.
    """
    room = new_room()
    with subject.another_server() as server:
        pair = two_in(server, tabs, room)
    all_closed = "view.sockets.every((socket) => socket.state === 'closed')"
    for number, tab in enumerate(pair, start=1):
        expect(
            tab.until(all_closed)[0], f"tab {number} loses its server", "it does not"
        )
    for tab in pair:
        tab.say(message)
    with subject.another_server(port=server.port):
        for number, tab in enumerate(pair, start=1):
            back = tab.connects(COMES_BACK).connected
            expect(back, f"tab {number} reconnects by itself", "it does not")
        yield pair


@promise(1, needs=(one_tab,), practice=True, patient=True)
def test_what_was_typed_while_the_server_was_down_comes_back(subject, tabs):
    with restart_under_two_tabs(subject, tabs, "meanwhile") as (first, second):
        for number, tab in enumerate((first, second), start=1):
            ok, view = tab.until("view.log.startsWith('meanwhile')", within=SENT_AGAIN)
            expected = f'after the restart tab {number} shows its "meanwhile"'
            expect(ok, expected, f"it shows {view.messages}")


@promise(2, 3, needs=(two_tabs,), practice=True, patient=True)
def test_what_was_typed_while_the_server_was_down_arrives_in_both_tabs(subject, tabs):
    # Both type the same: neither may take the other's message for its own.
    with restart_under_two_tabs(subject, tabs, "same") as (first, second):
        said = ("same", "same")
        expect_messages(first, "tab 1, after the restart,", *said, within=SENT_AGAIN)
        expect_messages(second, "tab 2, after the restart,", *said, within=SENT_AGAIN)


@promise(2, 3, needs=(two_processes,), practice=True, patient=True)
def test_without_Redis_the_page_says_so_and_works_when_it_is_back(subject, tabs):
    try:
        find_redis_server()
    except NoRedis as problem:
        pytest.skip(f"not run, because it stops a Redis of its own: {problem}")
    room = new_room()
    with subject.another_redis() as redis, subject.another_server(redis.url) as server:
        redis.stop()
        first, second = tabs.open(server.page(room)), tabs.open(server.page(room))
        expect(first.has("#chat-log"), "a page with the id chat-log", "it has none")
        settled = "view.sockets.some((socket) => socket.state !== 'connecting')"
        first.until(settled, within=5)
        says_so = "/not connected|disconnected|offline|lost|cannot/i.test(view.text)"
        ok, view = first.until(says_so)
        expect(ok, "the page says that it is not connected", f'it says "{view.text}"')
        redis.start()
        for number, tab in enumerate((first, second), start=1):
            back = tab.connects(COMES_BACK).connected
            expect(back, f"tab {number} connects when Redis is back", "it does not")
        first.say("back")
        expect_messages(second, "tab 2", "back", within=SENT_AGAIN)


@promise(1, 2, 3, needs=(one_tab,), practice=True, patient=True)
def test_Ctrl_C_ends_runserver_with_8_tabs_open_in_5_seconds(subject, tabs):
    room = new_room()
    with subject.another_server(reload=True) as server:
        for _ in range(8):
            enter(server, tabs, room)
        server.process.interrupt()
        # Where consumers do not end by themselves, Daphne waits for them for 10 seconds.
        ended = server.process.wait(within=5) is not None
        expect(ended, "runserver ends within 5 s after Ctrl-C", "it still runs")


@promise(2, 3, needs=(two_tabs,), practice=True, patient=True)
def test_50_clients_at_once_lose_no_message(subject):
    # 250 messages at once are more than channels_redis.core keeps for a client: 100.
    burst = asyncio.run(run_burst(subject.server, new_room(), clients=50, messages=5))
    expected = f"{burst.expected} deliveries: every message to every client, once"
    expect(burst.complete, expected, burst.summary)


@promise(2, 3, needs=(other_room,), practice=True, patient=True)
def test_two_tabs_still_talk_after_12_silent_seconds(silent_tabs):
    first, second = silent_tabs.pair
    expect(first.has("#chat-log"), "a page with the id chat-log", "it has none")
    silent_tabs.wait()
    first.say("still there?")
    for number, tab in enumerate((first, second), start=1):
        expect_messages(tab, f"tab {number}", "still there?")
        sockets = tab.look().sockets
        kept = [socket["state"] for socket in sockets] == ["open"]
        found = ", ".join(
            f"{socket['state']} {socket['code'] or ''}" for socket in sockets
        )
        expect(kept, f"tab {number} has kept its first WebSocket", found)
