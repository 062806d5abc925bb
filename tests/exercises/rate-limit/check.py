"""A tab may say five messages in three seconds; what is more is refused."""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager

from selenium.webdriver.common.keys import Keys

from tests.checks.people import expect_messages
from tests.checks.promise import expect, promise
from tests.exercises.clients import SENT_AGAIN, client, enter, reconnected
from tests.harness.sockets import Socket, error_in, message_in
from tests.harness.subject import new_room
from tests.harness.tab import Tab

FIELD = "#chat-message-input"

MOST, PERIOD = 5, 3.0  # messages, seconds
A_BIT = 0.1  # seconds; a clock may go in steps

LATER = 2.5  # seconds after the first message, in which the others come

NUMBERS = [str(number) for number in range(1, MOST + 1)]
ONE_MORE = str(MOST + 1)
AGAIN = json.dumps({"message": "again"})


@contextmanager
def who_was_too_fast(subject, room: str) -> Iterator[Socket]:
    """Give a client that has said MOST messages, which have come back, and one more."""
    with client(subject.server, room) as socket:
        for number in [*NUMBERS, ONE_MORE]:
            socket.say(number)
        frames = [socket.receive() for _ in NUMBERS]
        heard = [message_in(frame) for frame in frames]
        expected = f"a client that says {', '.join(NUMBERS)} at once hears them all"
        found = f"it hears {', '.join(one or 'nothing' for one in heard)}"
        expect(heard == NUMBERS, expected, found)
        yield socket


@promise(1)
def test_the_sixth_message_in_a_row_is_refused_and_the_socket_kept(subject):
    with who_was_too_fast(subject, new_room()) as socket:
        frame = socket.receive()
        found = f"{frame or 'nothing'} comes"
        if socket.close_code:
            found += (
                f", and the WebSocket is closed with close code {socket.close_code}"
            )
        refused = error_in(frame) and not socket.close_code
        expected = f'message {ONE_MORE} is answered with {{"error": "..."}} at once'
        expect(refused, expected, found)
        socket.say("7")  # refused too: an echo of the sixth would be before its error
        frame = socket.receive()
        expected = f"message {ONE_MORE} does not come back, and 7 is refused too"
        expect(error_in(frame), expected, f"{frame or 'nothing'} comes")


@promise(1, needs=(test_the_sixth_message_in_a_row_is_refused_and_the_socket_kept,))
def test_the_other_tab_is_not_held_back(subject):
    room = new_room()
    with client(subject.server, room) as socket, client(subject.server, room) as other:
        for number in [*NUMBERS, ONE_MORE]:
            socket.say(number)
        for _ in [*NUMBERS, ONE_MORE]:
            socket.receive()
        other.say("hello")
        frame = other.receive()
        expected = 'the other tab says "hello" and gets it back'
        expect(message_in(frame) == "hello", expected, f"it gets {frame or 'nothing'}")


@promise(1, needs=(test_the_sixth_message_in_a_row_is_refused_and_the_socket_kept,))
def test_after_a_pause_the_tab_may_speak_again(subject):
    with who_was_too_fast(subject, new_room()) as socket:
        socket.receive()
        # All of them had come when the last was answered.
        time.sleep(PERIOD + A_BIT)  # that time passes is what is tested
        socket.say("again")
        frame = socket.receive()
        expected = f'{PERIOD:g} s later the tab says "again" and gets it back'
        expect(message_in(frame) == "again", expected, f"it gets {frame or 'nothing'}")


@promise(1, needs=(test_after_a_pause_the_tab_may_speak_again,))
def test_five_messages_are_the_most_in_any_three_seconds(subject):
    with client(subject.server, new_room()) as socket:
        socket.say("1")
        socket.receive()
        time.sleep(LATER)
        for number in NUMBERS[1:]:
            socket.say(number)
            socket.receive()
        time.sleep(PERIOD + A_BIT - LATER)  # now the first is too old to count
        for message in ("a", "b"):
            socket.say(message)
        frames = [socket.receive(), socket.receive()]
    right = message_in(frames[0]) == "a" and error_in(frames[1])
    expected = (
        f"four messages are less than {PERIOD:g} s old, so the fifth one may come, "
    )
    expected += 'and the sixth gets {"error": "..."}'
    found = " and ".join(frame or "nothing" for frame in frames)
    expect(right, expected, f"{found} come")


@promise(1, needs=(test_after_a_pause_the_tab_may_speak_again,))
def test_who_keeps_trying_may_speak_again_too(subject):
    with who_was_too_fast(subject, new_room()) as socket:
        socket.receive()
        frame = None
        give_up = time.monotonic() + 2 * PERIOD
        while message_in(frame) is None and time.monotonic() < give_up:
            socket.send_anyhow(AGAIN)
            frame = socket.receive()
            time.sleep(A_BIT)  # between two attempts; how long is of no importance
    expected = 'who says "again" all the time gets it back in the end, because '
    expected += "what was refused does not count"
    found = f"after {2 * PERIOD:g} s {frame or 'nothing'} comes"
    expect(message_in(frame) == "again", expected, found)


@promise(1, needs=(test_the_sixth_message_in_a_row_is_refused_and_the_socket_kept,))
def test_the_page_shows_what_is_wrong(subject, tabs):
    tab = enter(subject.server, tabs, new_room())
    tab.say(Keys.ENTER.join([*NUMBERS, ONE_MORE]))  # as fast as it can be typed
    error = "view.sockets.flatMap((one) => one.received).map(JSON.parse)"
    error += ".map((frame) => frame.error).find(Boolean)"
    ok, view = tab.until(f"({error}) && view.text.includes({error})")
    expected = "the page shows the sentence of the error frame"
    expect(ok, expected, f'it says "{view.text}"')
    found = f"it shows {', '.join(view.messages) or 'nothing'}"
    expect(view.messages == NUMBERS, f"the log shows {', '.join(NUMBERS)}", found)


@promise(1, needs=(test_the_page_shows_what_is_wrong,))
def test_the_page_gives_back_what_was_refused(subject, tabs):
    tab = enter(subject.server, tabs, new_room())
    refused = [ONE_MORE, "7"]
    tab.say(Keys.ENTER.join([*NUMBERS, *refused]))
    expect_in_field(tab, *refused)


def expect_in_field(tab: Tab, *refused: str) -> None:
    """Fail unless all of these texts come to be in the message field."""
    there = f"document.querySelector('{FIELD}').value.includes"
    tab.until(f"values[0].every((one) => {there}(one))", refused)
    kept = [
        one for one in refused if tab.until(f"{there}(values[0])", one, within=0)[0]
    ]
    lost = [one for one in refused if one not in kept]
    expected = (
        f"what was refused, {' and '.join(refused)}, is in the message field again"
    )
    found = f"it holds {' and '.join(kept) or 'nothing of it'}, so the text of "
    expect(not lost, expected, f"{found}{' and '.join(lost)} is lost")


@promise(1, needs=(test_the_page_gives_back_what_was_refused,))
def test_what_was_refused_is_not_said_by_itself_after_a_reconnect(subject, tabs):
    with subject.another_server() as server:
        tab = enter(server, tabs, new_room())
        tab.say(Keys.ENTER.join([*NUMBERS, ONE_MORE]))
        expect_in_field(tab, ONE_MORE)
    with reconnected(subject, server, tab):
        tab.clear(FIELD)
        tab.say("after")  # the page would have said by itself what it had kept before
        whose = f"after a reconnect, with {ONE_MORE} taken out of the field, the tab"
        expect_messages(tab, whose, *NUMBERS, "after", within=SENT_AGAIN)
