"""The last messages when you enter: from a database, each one once."""

import json
import time
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

from tests.checks.people import expect_messages
from tests.checks.promise import CheckFailed, expect, promise
from tests.exercises.clients import client, enter, next_with, reconnected
from tests.exercises.frames import content_of
from tests.harness.patience import PATIENCE
from tests.harness.sockets import Socket, message_in
from tests.harness.subject import Subject, errors_in, new_room

KEPT = 50  # messages that a tab gets when it connects
TALK = 50  # messages, of which the first is said before somebody enters
PACE = 0.02  # seconds between them: fewer than 50 while somebody enters
JOIN_TAKES = 0.25  # seconds before a channel has joined its group, and as many after
TALKS = 20.0  # seconds within which a message is stored, also on a slow computer


def messages_in(frame: str | bytes) -> list[str]:
    """Return the messages in a frame, also in one with the history; [] for any other."""
    try:
        content = json.loads(frame)
    except ValueError:
        return []
    if not isinstance(content, dict):
        return []
    found = content.get("history", [content.get("message")])
    right = isinstance(found, list) and all(isinstance(one, str) for one in found)
    if "history" in content:
        expect(right, '"history" is a list of texts', f"a frame is {frame}")
    return found if right else []


def heard_by(socket: Socket, last: str, within: float) -> list[str]:
    """Return the messages that came, those of a history frame included, up to last."""
    heard: list[str] = []
    while last not in heard[-1:]:
        frame = socket.receive(within)
        if frame is None:
            break
        heard += messages_in(frame)
    return heard


def said(subject: Subject, room: str, socket: Socket, messages: list[str]) -> None:
    """Say the messages and wait until all have come back."""
    for message in messages:
        socket.say(message)
    heard = heard_by(socket, messages[-1], TALKS)
    if heard != messages:
        errors = [one for server in subject.servers for one in errors_in(server, room)]
        expected = f"who says {len(messages)} messages hears all of them"
        raise CheckFailed(expected, errors[0] if errors else f"{len(heard)} came back")


@promise(3)
def test_a_message_is_stored_and_comes_back(subject, tabs):
    room = new_room()
    tab = enter(subject.server, tabs, room)
    tab.say("hello")
    ok, view = tab.shows("hello")
    errors = errors_in(subject.server, room)
    expect(not errors, "a message is stored without an error", (errors or [""])[0])
    found = f"it shows {', '.join(view.messages) or 'nothing'}"
    expect(ok, 'the tab shows "hello"', found)


@promise(3, needs=(test_a_message_is_stored_and_comes_back,))
def test_a_room_does_not_show_what_was_said_in_another(subject, tabs):
    other = new_room()
    with client(subject.server, other) as socket:
        socket.say("secret")
        heard_by(socket, "secret", TALKS)
    tab = enter(subject.server, tabs, new_room())
    # Its own message is the event: a history would have come before it.
    tab.say("own")
    expect_messages(tab, "a tab that enters a new room", "own")


@promise(3, needs=(test_a_message_is_stored_and_comes_back,))
def test_a_room_in_which_nothing_was_said_has_no_history(subject):
    with client(subject.server, new_room()) as socket:
        socket.say("own")
        frame = next_with(socket, "history", "message")
    expected = "who enters a room in which nothing was said gets no history frame"
    expect(message_in(frame) == "own", expected, f"it gets {frame or 'nothing'}")


@promise(3, needs=(test_a_message_is_stored_and_comes_back,))
def test_a_tab_that_enters_shows_what_was_said_before(subject, tabs):
    room = new_room()
    first = enter(subject.server, tabs, room)
    for message in ("1", "2", "3"):
        first.say(message)
    expect_messages(first, "tab 1", "1", "2", "3")
    second = enter(subject.server, tabs, room)
    expect_messages(second, "tab 2, which entered later,", "1", "2", "3")
    first.say("4")
    expect_messages(second, "tab 2, after one more message,", "1", "2", "3", "4")
    expect_messages(first, "tab 1", "1", "2", "3", "4")
    with client(subject.server, room) as late:
        history = content_of(next_with(late, "history", "message")).get("history")
    stored = ", ".join(map(str, history or ["nothing"]))
    expected = "who enters then gets 1, 2, 3, 4 in one history frame"
    expect(history == ["1", "2", "3", "4"], expected, f"it gets {stored}")


@promise(3, needs=(test_a_tab_that_enters_shows_what_was_said_before,))
def test_what_is_in_the_history_can_be_said_again(subject, tabs):
    room, again = new_room(), ["hello", "hello", "that was all"]
    with client(subject.server, room) as talker:
        said(subject, room, talker, ["hello"])
        tab = enter(subject.server, tabs, room)
        expect_messages(tab, "a tab that enters after one message", "hello")
        said(subject, room, talker, again)
    expect_messages(tab, "the tab, after three more messages,", "hello", *again)


@promise(3, needs=(test_a_tab_that_enters_shows_what_was_said_before,))
def test_a_tab_shows_the_newest_50_and_the_oldest_of_them_first(subject, tabs):
    room = new_room()
    numbers = [str(number) for number in range(1, KEPT + 11)]
    with client(subject.server, room) as socket:
        said(subject, room, socket, numbers)
    ok, view = enter(subject.server, tabs, room).shows(*numbers[-KEPT:])
    lines = view.messages or ["nothing"]
    found = f"it shows {len(view.messages)}, from {lines[0]} to {lines[-1]}"
    expected = f"of 60 messages, a tab that enters shows 11 to 60, which are {KEPT}"
    expect(ok, expected, found)


@promise(3, needs=(test_a_tab_that_enters_shows_what_was_said_before,))
def test_another_server_process_has_the_same_history(subject):
    room = new_room()
    with subject.another_server() as other:
        with client(other, room) as socket:
            said(subject, room, socket, ["before"])
        with client(subject.server, room) as socket:
            heard = heard_by(socket, "before", PATIENCE)
    expected = "who enters by process 2 gets what was said in process 1"
    expect(heard == ["before"], expected, f"it got {', '.join(heard) or 'nothing'}")


@promise(3, needs=(test_a_tab_that_enters_shows_what_was_said_before,))
def test_who_enters_while_others_talk_misses_nothing_and_gets_nothing_twice(
    subject, tabs
):
    room = new_room()
    numbers = [str(number) for number in range(1, TALK + 1)]
    far = {"WORKBOOK_JOIN_TAKES": str(JOIN_TAKES)}
    with (
        subject.another_server(**far) as server,
        client(subject.server, room) as talker,
        ThreadPoolExecutor(1) as beside,
    ):
        # The first handshake of a server takes longest. The page tries again by itself.
        enter(server, tabs, new_room())
        said(subject, room, talker, numbers[:1])
        talk = beside.submit(talk_slowly, talker, numbers[1:])
        try:
            with client(server, room) as socket:
                heard = heard_by(socket, numbers[-1], TALKS)
        finally:
            talk.result()
    expect_no_gap(heard, numbers)


def talk_slowly(talker: Socket, messages: list[str]) -> None:
    """Say one message after the other, each when the one before has come back."""
    for message in messages:
        talker.say(message)
        heard_by(talker, message, TALKS)
        time.sleep(PACE)


def expect_no_gap(heard: list[str], numbers: list[str]) -> None:
    """Fail unless these are all numbers from the first that was heard, each once."""
    expect(heard, "who enters while others talk gets messages", "nothing came")
    for before, number in pairwise(heard):
        if int(number) <= int(before):
            expect(False, "each message comes once, in order", f"{number} came twice")
        expected = f"who enters while others talk gets every message after {before}"
        expect(int(number) == int(before) + 1, expected, f"the next was {number}")
    expect(heard[-1] == numbers[-1], "all messages come", f"the last was {heard[-1]}")


@promise(3, needs=(test_another_server_process_has_the_same_history,))
def test_a_tab_that_reconnects_shows_each_message_once_and_what_it_missed(
    subject, tabs
):
    room = new_room()
    with subject.another_server() as server:
        tab = enter(server, tabs, room)
        tab.say("before")
        expect_messages(tab, "the tab", "before")
    with client(subject.server, room) as socket:
        socket.say("meanwhile")
        heard_by(socket, "meanwhile", PATIENCE)
    with reconnected(subject, server, tab):
        expect_messages(tab, "the tab, which is back,", "before", "meanwhile")
