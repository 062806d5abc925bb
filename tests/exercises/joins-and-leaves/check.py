"""Who is in a room gets a notice when somebody joins and when somebody leaves."""

import json

from tests.checks.people import enter, expect_messages
from tests.checks.promise import expect, promise
from tests.checks.test_clean_up import ask_redis
from tests.exercises.clients import client, next_with
from tests.exercises.frames import content_of
from tests.harness.patience import COLD_START, PATIENCE, in_no_hurry
from tests.harness.sockets import Socket, message_in
from tests.harness.subject import new_room

JOINED, LEFT = "Somebody joined.", "Somebody left."


def expect_notice(
    socket: Socket, who: str, sentence: str, when: str, within: float = PATIENCE
) -> None:
    """Fail unless the next frame that comes is this notice."""
    expected = json.dumps({"notice": sentence})
    frame = socket.receive(within)
    found = f"it gets {frame or 'nothing'}"
    expect(
        content_of(frame).get("notice") == sentence,
        f"{who} gets {expected} when {when}",
        found,
    )


@promise(2)
def test_who_is_in_the_room_gets_a_notice_when_somebody_joins(subject):
    room = new_room()
    with client(subject.server, room) as first:
        first.say("hello")
        first.hear_until("hello")  # what it got for itself has come then
        with client(subject.server, room):
            expect_notice(first, "a client", JOINED, "another joins its room")


@promise(2, needs=(test_who_is_in_the_room_gets_a_notice_when_somebody_joins,))
def test_nobody_gets_a_notice_about_themself(subject):
    room = new_room()
    with client(subject.server, room) as socket:
        socket.say("hello")
        frame = socket.receive()  # what came when it joined would be before it
        expected = 'a client that joins and says "hello" gets no notice before it'
        expect(message_in(frame) == "hello", expected, f"it gets {frame or 'nothing'}")


@promise(2, needs=(test_nobody_gets_a_notice_about_themself,))
def test_nobody_gets_a_late_notice_about_themself(subject):
    room = new_room()
    with (
        ask_redis(subject.redis_url) as redis,
        redis.pubsub() as events,
        client(subject.server, room) as first,
    ):
        first.say("hello")
        first.hear_until("hello")  # the event about itself has been sent then
        events.psubscribe(f"*{room}*")
        events.get_message(timeout=PATIENCE)  # that it listens now
        with client(subject.server, room) as second:
            expect_notice(first, "a client", JOINED, "another joins its room")
            event = events.get_message(timeout=PATIENCE)
            if event is None:
                return  # no pub/sub layer, or a group with another name
            # As if the server reads it only now, when the other has joined.
            redis.publish(event["channel"], event["data"])
            second.say("hello")
            frame = next_with(second, "message", "notice")
            expected = (
                "a client gets no notice about itself, even when the event is late"
            )
            found = f"it gets {frame or 'nothing'}"
            expect(message_in(frame) == "hello", expected, found)


@promise(2, needs=(test_nobody_gets_a_notice_about_themself,))
def test_who_is_in_the_room_gets_a_notice_when_somebody_leaves(subject):
    room = new_room()
    with client(subject.server, room) as first:
        with client(subject.server, room):
            expect_notice(first, "a client", JOINED, "another joins its room")
        expect_notice(first, "a client", LEFT, "another leaves its room")


@promise(2, needs=(test_who_is_in_the_room_gets_a_notice_when_somebody_leaves,))
def test_another_room_gets_no_notice(subject):
    room = new_room()
    with (
        client(subject.server, new_room()) as elsewhere,
        client(subject.server, room) as first,
    ):
        with client(subject.server, room):
            expect_notice(first, "a client", JOINED, "another joins its room")
        expect_notice(first, "a client", LEFT, "another leaves its room")
        elsewhere.say("own")
        frame = elsewhere.receive()  # what came from there would be before it
        expected = "a client in the other room hears only what it says itself"
        expect(message_in(frame) == "own", expected, f"it gets {frame or 'nothing'}")


@promise(2, needs=(test_who_is_in_the_room_gets_a_notice_when_somebody_leaves,))
def test_a_client_of_another_process_gets_the_notice(subject):
    room = new_room()
    with subject.another_server() as other, client(subject.server, room) as first:
        with client(other, room):
            when = "one of process 2 joins its room"
            # The first event of a new process takes longer than later ones.
            expect_notice(first, "a client of process 1", JOINED, when, COLD_START)
        when = "one of process 2 leaves its room"
        expect_notice(first, "a client of process 1", LEFT, when)


@promise(2, needs=(test_who_is_in_the_room_gets_a_notice_when_somebody_leaves,))
def test_the_page_shows_notices_and_the_log_does_not(subject, tabs):
    room = new_room()
    first = enter(subject.server, tabs, room)
    second = enter(subject.server, tabs, room)
    expect_text(first, JOINED, "tab 2 has joined")
    first.say("hello")
    expect_messages(first, "the log of tab 1", "hello")
    expect_messages(second, "the log of tab 2", "hello")
    second.leave()
    expect_text(first, LEFT, "tab 2 has left")
    expected = f'tab 1 does not say "{JOINED}" any more when tab 2 has left'
    only, view = first.until("!view.text.includes(values[0])", JOINED)
    expect(only, expected, f'it says "{view.text}"')
    expect_messages(first, "the log of tab 1", "hello")


def expect_text(tab, sentence: str, when: str) -> None:
    with in_no_hurry():  # to close a tab may take a while
        ok, view = tab.until("view.text.includes(values[0])", sentence)
    found = f'it says "{view.text}"'
    expect(ok, f'tab 1 says "{sentence}" outside of the log when {when}', found)
