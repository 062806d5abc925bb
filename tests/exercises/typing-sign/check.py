"""Somebody is typing: shown in the other tabs, for a moment, and without a flood."""

import time

from tests.checks.people import expect_messages
from tests.checks.promise import expect, promise
from tests.exercises.clients import (
    SENT_AGAIN,
    client,
    enter,
    expect_lost,
    reconnected,
    two_in,
)
from tests.exercises.frames import content_of
from tests.harness.patience import in_no_hurry
from tests.harness.server import Server
from tests.harness.sockets import message_in
from tests.harness.subject import errors_in, new_room
from tests.harness.tab import Tab

INPUT = "#chat-message-input"
SIGN = "(document.querySelector('#chat-typing')?.innerText ?? '')"
SIGN += ".includes('Somebody is typing')"
WITHOUT = f"!({SIGN})"

GOES = 5.0  # seconds after the last key within which the sign goes by itself
GOES_WITH_MESSAGE = 1.0  # seconds after a message
ONE_FRAME_IN = 2.0  # seconds
TYPING_TAKES = 5.0  # seconds; longer than a sign is shown for one frame


def begin_to_type(tab: Tab, text: str) -> None:
    expect(tab.fill(INPUT, text), f"the page has an input {INPUT}", "it has none")


def received_by(tab: Tab) -> list[str]:
    """Return all frames that the page has got."""
    return [frame for one in tab.look().sockets for frame in one["received"]]


def that_tell(frames: list[str]) -> list[str]:
    """Return the frames that tell of somebody who types."""
    return [frame for frame in frames if "typing" in content_of(frame)]


def expect_sign(server: Server, room: str, typing: Tab, tab: Tab) -> None:
    """Fail unless the tab comes to show that somebody is typing in the other one."""
    ok, _ = tab.until(SIGN)
    expected = 'tab 2 shows "Somebody is typing" in chat-typing'
    expect(
        ok or tab.has("#chat-typing"),
        "the page has an element chat-typing",
        "it has none",
    )
    if errors := errors_in(server, room):
        expect(ok, expected, f"the consumer raised {errors[0]}")
    sent = [frame for one in typing.look().sockets for frame in one["sent"]]
    found = f"it got {last(received_by(tab))}"
    found += f"; tab 1 has sent {last(sent)} and got {last(received_by(typing))}"
    expect(ok, expected, found)


def last(frames: list[str]) -> str:
    return frames[-1] if frames else "nothing"


@promise(3)
def test_the_other_tab_shows_that_somebody_is_typing(subject, tabs):
    room = new_room()
    first, second = two_in(subject.server, tabs, room)
    before, _ = second.until(SIGN, within=0)
    expect(not before, "nobody types, and tab 2 shows no sign", "it shows it")
    begin_to_type(first, "good")
    expect_sign(subject.server, room, first, second)
    log = second.look().log
    expect(not log, "the log of tab 2 stays empty", f"it shows {log}")


@promise(3, needs=(test_the_other_tab_shows_that_somebody_is_typing,))
def test_the_first_frame_does_not_wait_for_a_pause_of_the_keys(subject, tabs):
    tab = enter(subject.server, tabs, new_room())
    began = time.monotonic()
    told = []
    while not told and time.monotonic() < began + TYPING_TAKES:
        begin_to_type(tab, "good morning ")
        told = that_tell(tab.look().sockets[-1]["sent"])
    expected = "the page sends a frame while one key follows another"
    expect(told, expected, f"it sends none in {TYPING_TAKES:g} s of typing")


@promise(3, needs=(test_the_other_tab_shows_that_somebody_is_typing,))
def test_the_frame_reaches_the_others_and_not_who_sent_it(subject):
    room = new_room()
    with client(subject.server, room) as one, client(subject.server, room) as other:
        other.say("ready")
        for socket in (one, other):
            socket.hear_until("ready")
        one.send('{"typing": true}')
        frame = other.receive()
        expected = 'another client in the room gets {"typing": true}'
        right = content_of(frame).get("typing") is True
        expect(right, expected, f"it gets {frame or 'nothing'}")
        # Its own message is the event: an answer to the frame would be before it.
        one.say("own")
        frame = one.receive()
        expected = "who has sent the frame gets neither the sign nor an error"
        expect(message_in(frame) == "own", expected, f"it gets {frame or 'nothing'}")


@promise(3, needs=(test_the_frame_reaches_the_others_and_not_who_sent_it,))
def test_who_is_typing_does_not_see_it(subject, tabs):
    room = new_room()
    first, second = two_in(subject.server, tabs, room)
    begin_to_type(first, "good")
    expect_sign(subject.server, room, first, second)
    shown, _ = first.until(SIGN, within=0)
    expect(not shown, "tab 1, in which somebody types, shows no sign", "it shows it")
    # This message is the event: what was on its way to tab 1 comes before it. It does not
    # come from tab 2, where typing it would be told to tab 1.
    with client(subject.server, room) as socket:
        socket.say("go on")
    expect_messages(first, "tab 1", "go on")
    frames = that_tell(received_by(first))
    found = f"the server has sent it {frames[0]}" if frames else ""
    expect(not frames, "tab 1, in which somebody types, gets no sign of it", found)


@promise(3, needs=(test_the_frame_reaches_the_others_and_not_who_sent_it,))
def test_another_room_does_not_see_it(subject, tabs):
    room, other = new_room(), new_room()
    first, second = two_in(subject.server, tabs, room)
    elsewhere = enter(subject.server, tabs, other)
    begin_to_type(first, "good")
    expect_sign(subject.server, room, first, second)
    # Its own message is the event: what came from the other room would be before it.
    elsewhere.say("own")
    expect_messages(elsewhere, "the tab in another room", "own")
    frames = that_tell(received_by(elsewhere))
    found = f"it got {frames[0]}" if frames else ""
    expect(not frames, "a tab in another room is not told who types here", found)


@promise(3, needs=(test_the_other_tab_shows_that_somebody_is_typing,))
def test_the_sign_goes_when_the_message_comes(subject, tabs):
    room = new_room()
    first, second = two_in(subject.server, tabs, room)
    begin_to_type(first, "good")
    expect_sign(subject.server, room, first, second)
    first.say(" morning")
    expect_messages(second, "tab 2", "good morning")
    with in_no_hurry():
        gone, _ = second.until(WITHOUT, within=GOES_WITH_MESSAGE)
    expected = "the sign is gone when the message has come"
    expect(gone, expected, "tab 2 shows both")


@promise(3, needs=(test_the_other_tab_shows_that_somebody_is_typing,))
def test_the_sign_goes_by_itself_when_nobody_types_any_more(subject, tabs):
    room = new_room()
    first, second = two_in(subject.server, tabs, room)
    begin_to_type(first, "good")
    expect_sign(subject.server, room, first, second)
    with in_no_hurry():
        gone, _ = second.until(WITHOUT, within=GOES)
    expected = f"the sign goes within {GOES:g} s after the last key"
    expect(gone, expected, "tab 2 still shows it")


@promise(3, needs=(test_the_other_tab_shows_that_somebody_is_typing,))
def test_the_sign_stays_while_somebody_types_and_few_frames_are_sent(subject, tabs):
    room = new_room()
    first, second = two_in(subject.server, tabs, room)
    began = time.monotonic()
    while time.monotonic() < began + TYPING_TAKES:
        begin_to_type(first, "a")
        with in_no_hurry():
            shown, _ = second.until(SIGN)
        found = "it has gone, and does not come back with the next keys"
        expect(shown, "tab 2 shows the sign as long as somebody types", found)
    sent = that_tell(first.look().sockets[-1]["sent"])
    seconds = time.monotonic() - began
    most = 1 + int(seconds / ONE_FRAME_IN)
    expected = f"the page sends at most {most} frames in {seconds:.0f} s of typing"
    expect(len(sent) <= most, expected, f"it has sent {len(sent)}")


@promise(3, needs=(test_the_other_tab_shows_that_somebody_is_typing,))
def test_a_sign_from_before_the_reconnect_is_not_sent_any_more(subject, tabs):
    with subject.another_server() as server:
        tab = enter(server, tabs, new_room())
    expect_lost(tab)
    tab.say("good morning")
    with reconnected(subject, server, tab):
        # The message is the event: it is kept, and so would be the sign.
        whose = "a tab whose server was away for a moment"
        expect_messages(tab, whose, "good morning", within=SENT_AGAIN)
    frames = that_tell(tab.look().sockets[-1]["sent"])
    found = f"the page sends {frames[0]} when it is connected again" if frames else ""
    expected = "what is typed while there is no connection is not told later"
    expect(not frames, expected, found)
