"""One socket in several groups: a tab that hears other rooms besides its own."""

import json

from tests.checks.people import expect_messages
from tests.checks.promise import expect, promise
from tests.checks.test_clean_up import ask_redis, members, wait_for
from tests.exercises.clients import (
    COMES_BACK,
    SENT_AGAIN,
    client,
    enter,
    next_with,
    reconnected,
)
from tests.exercises.frames import content_of
from tests.exercises.other_rooms import (
    LISTED,
    hear_too,
    join_three,
    leave_the_second,
    say_there,
    type_and_wait,
)
from tests.harness.patience import in_no_hurry
from tests.harness.server import Server
from tests.harness.sockets import Socket, error_in, message_in
from tests.harness.subject import errors_in, new_room
from tests.harness.tab import Tab

SENT = "view.sockets.at(-1).sent.some((frame) => String(frame).includes(values[0]))"

LOSE_WHAT_IS_SENT = """
window.reallySend = WebSocket.prototype.send;
WebSocket.prototype.send = function () { window.broken = this; };
"""
BREAK_OFF = """
WebSocket.prototype.send = window.reallySend;
window.broken?.close();
"""

NO_ROOM_NAMES = {
    "a name with a space": "two words",
    "a name of 81 letters": "x" * 81,
    "an empty name": "",
    "a number": 7,
    "a list": ["kitchen"],
    "null": None,
}


def ask(socket: Socket, what: str, name: object) -> str | None:
    """Send a frame, as {"join": name}; return the one that answers it, None for none."""
    socket.send(json.dumps({what: name}))
    return next_with(socket, "rooms", "error")


def pass_over_greetings(socket: Socket) -> None:
    """Take the frames that a consumer may send before it is asked for anything."""
    socket.say("hello")
    socket.hear_until("hello")


def what_came(server: Server, room: str, socket: Socket, answer: str | None) -> str:
    """Return half a sentence about the answer in the room, and why there is none."""
    if errors := errors_in(server, room):
        return f"the consumer raised {errors[0]}"
    if socket.close_code:
        return f"the socket was closed with code {socket.close_code}"
    return f"the answer is {answer or 'nothing'}"


@promise(2)
def test_a_tab_hears_another_room_and_shows_which(subject, tabs):
    room, other = new_room(), new_room()
    tab = enter(subject.server, tabs, room)
    there = enter(subject.server, tabs, other)
    hear_too(subject.server, tab, other)
    there.say("hello")
    expect_messages(tab, "the tab, which hears both rooms,", f"{other}: hello")
    expect_messages(there, "the tab in the other room", "hello")


@promise(2, needs=(test_a_tab_hears_another_room_and_shows_which,))
def test_the_frame_with_a_message_from_another_room_names_that_room(subject):
    room, other = new_room(), new_room()
    with client(subject.server, room) as tab, client(subject.server, other) as there:
        pass_over_greetings(tab)
        ask(tab, "join", other)
        there.say("soup")
        frame = next_with(tab, "message")
        content = content_of(frame)
        names = content.get("message") == "soup" and content.get("room") == other
        wanted = f'{{"message": "soup", "room": "{other}"}}'
        expected = f"what is said in the other room comes as {wanted}"
        expect(names, expected, f"{frame or 'nothing'} comes")


@promise(2, needs=(test_a_tab_hears_another_room_and_shows_which,))
def test_what_is_said_in_the_tab_goes_to_its_own_room_only(subject, tabs):
    room, other = new_room(), new_room()
    tab = enter(subject.server, tabs, room)
    neighbour = enter(subject.server, tabs, room)
    there = enter(subject.server, tabs, other)
    hear_too(subject.server, tab, other)
    tab.say("here")
    expect_messages(neighbour, "another tab in its own room", "here")
    # Its own message is the event: what came from the other tab would be before it.
    there.say("there")
    expect_messages(there, "the tab in the other room", "there")
    expect_messages(tab, "the tab that hears both rooms", "here", f"{other}: there")


@promise(2, needs=(test_a_tab_hears_another_room_and_shows_which,))
def test_each_tab_hears_and_names_what_it_has_joined_itself(subject, tabs):
    room, other, third = new_room(), new_room(), new_room()
    first = enter(subject.server, tabs, room)
    second = enter(subject.server, tabs, room)
    hear_too(subject.server, first, other)
    hear_too(subject.server, second, third)
    expected = "tab 2 names no room that only tab 1 has joined"
    named, _ = second.until(LISTED, other, within=0)
    expect(not named, expected, "it names it")
    with client(subject.server, other) as there:
        there.say("for tab 1")
        there.hear()
    second.say("own")
    expect_messages(second, "tab 2, which has not joined that room,", "own")


@promise(2, needs=(test_a_tab_hears_another_room_and_shows_which,))
def test_to_join_a_room_twice_or_the_own_room_changes_nothing(subject, tabs):
    room, other = new_room(), new_room()
    tab = enter(subject.server, tabs, room)
    hear_too(subject.server, tab, other)
    for name in (other, room):
        type_and_wait(tab, name)
    with client(subject.server, other) as there:
        there.say("once")
        there.hear()
    tab.say("own")
    expected = "the tab, which joined the other room twice and its own once more,"
    expect_messages(tab, expected, f"{other}: once", "own")
    named, _ = tab.until(LISTED, room, within=0)
    expect(not named, "chat-other-rooms does not name the tab's own room", "it does")


@promise(2, needs=(test_a_tab_hears_another_room_and_shows_which,))
def test_a_tab_can_leave_the_other_room_and_stays_in_its_own(subject, tabs):
    room, other = new_room(), new_room()
    tab = enter(subject.server, tabs, room)
    hear_too(subject.server, tab, other)
    clicked = tab.click("#chat-other-rooms button")
    expect(clicked, "chat-other-rooms has a button for the room", "it has none")
    gone, _ = tab.until(f"!({LISTED})", other)
    expect(gone, "the room that was left is not named any more", "it still is")
    tab.say("left")  # the server has read the page's frame when this comes
    expect_messages(tab, "the tab, which has left the other room,", "left")
    say_there(subject.server, other, "nobody listens")
    tab.say("own")
    expect_messages(tab, "the tab, which has left the other room,", "left", "own")


@promise(2, needs=(test_a_tab_can_leave_the_other_room_and_stays_in_its_own,))
def test_each_button_leaves_its_own_room(subject, tabs):
    tab = enter(subject.server, tabs, new_room())
    before, left, after = join_three(subject.server, tab)
    leave_the_second(tab, left)
    for other in (left, before, after):
        say_there(subject.server, other, "hello")
    heard = ("left", f"{before}: hello", f"{after}: hello")
    expect_messages(tab, "the tab, which has left the second of three rooms,", *heard)


@promise(2, needs=(test_a_tab_hears_another_room_and_shows_which,))
def test_what_is_no_room_name_is_answered_with_an_error_and_not_joined(subject):
    expect_errors(subject.server, "join")


@promise(2, needs=(test_a_tab_hears_another_room_and_shows_which,))
def test_to_leave_what_is_no_room_name_is_answered_with_an_error(subject):
    expect_errors(subject.server, "leave")


def expect_errors(server: Server, what: str) -> None:
    """Fail unless a frame with a bad name has no effect but that it is answered so."""
    room, other = new_room(), new_room()
    with client(server, room) as tab:
        pass_over_greetings(tab)
        for kind, name in NO_ROOM_NAMES.items():
            answer = ask(tab, what, name)
            found = what_came(server, room, tab, answer)
            expected = f'{kind} in a {what} is answered with {{"error": "..."}}'
            expect(error_in(answer), expected, found)
        answer = ask(tab, "join", other)
        found = what_came(server, room, tab, answer)
        expected = f'a join after that is answered with {{"rooms": ["{other}"]}}'
        expect(content_of(answer).get("rooms") == [other], expected, found)


@promise(2, needs=(test_a_tab_hears_another_room_and_shows_which,))
def test_to_leave_the_own_room_changes_nothing(subject):
    room, other = new_room(), new_room()
    with client(subject.server, room) as tab:
        pass_over_greetings(tab)
        ask(tab, "join", other)
        answer = ask(tab, "leave", room)
        found = what_came(subject.server, room, tab, answer)
        expected = f'to leave the own room is answered with {{"rooms": ["{other}"]}}'
        expect(content_of(answer).get("rooms") == [other], expected, found)
        answer = ask(tab, "leave", other)
        found = what_came(subject.server, room, tab, answer)
        expected = 'to leave the other room is answered with {"rooms": []}'
        expect(content_of(answer).get("rooms") == [], expected, found)
        tab.say("own")
        frame = next_with(tab, "message")
        expected = "a tab that wanted to leave its own room still hears it"
        expect(message_in(frame) == "own", expected, f"it gets {frame or 'nothing'}")


@promise(2, needs=(test_a_tab_hears_another_room_and_shows_which,))
def test_a_closed_tab_leaves_all_its_groups(subject, tabs):
    room, other = new_room(), new_room()
    tab = enter(subject.server, tabs, room)
    hear_too(subject.server, tab, other)
    tab.leave()
    with ask_redis(subject.redis_url) as client:
        for name in (room, other):
            left = wait_for(lambda name=name: members(client, name) == 0)
            whose = "its own room" if name == room else "the other room"
            found = f"the server's channel is still in the group of {whose}"
            expect(left, "a closed tab leaves all groups that it has joined", found)


@promise(2, needs=(test_each_button_leaves_its_own_room,))
def test_a_tab_that_reconnects_hears_again_what_it_has_not_left(subject, tabs):
    with subject.another_server() as server:
        tab = enter(server, tabs, new_room())
        before, left, after = join_three(server, tab)
        leave_the_second(tab, left)
    with reconnected(subject, server, tab) as server:
        for other in (before, after):
            expect_joined_again(tab, other)
        tab.say("back")  # what the page has sent to the server is done when it comes
        said = ("left", "back")
        expect_messages(tab, "the tab, which is back,", *said, within=SENT_AGAIN)
        for other in (left, before, after):
            say_there(server, other, "again")
        expected = f"the tab, which is back and had left {left} before,"
        expect_messages(tab, expected, *said, f"{before}: again", f"{after}: again")


def expect_joined_again(tab: Tab, room: str) -> None:
    """Fail unless the newest socket of the page gets a frame that names the room."""
    newest = "view.sockets.at(-1)"
    named = f"{newest}.received.some((frame) => String(frame).includes(values[0]))"
    joined, view = tab.until(named, room, within=SENT_AGAIN)
    sent = view.sockets[-1]["sent"]
    found = f"the last frame that it sent is {sent[-1]}" if sent else "it sent no frame"
    expect(joined, f"the page joins {room} again, which it had not left", found)


@promise(2, needs=(test_a_tab_hears_another_room_and_shows_which,))
def test_the_same_text_from_another_room_confirms_nothing(subject, tabs):
    tab, other = enter(subject.server, tabs, new_room()), new_room()
    hear_too(subject.server, tab, other)
    tab.in_console(LOSE_WHAT_IS_SENT)
    for message in ("salt", "soup"):
        tab.say(message)
    say_there(subject.server, other, "soup")
    heard, view = tab.until("view.log.includes(values[0])", f"{other}: soup")
    expect(heard, f'the log shows "{other}: soup"', f"it shows {view.log}")
    tab.in_console(BREAK_OFF)
    with in_no_hurry():  # the page waits before it sends anything
        sends_again, _ = tab.until(SENT, "salt", within=COMES_BACK)
        if not sends_again:
            return  # the page never says again what was lost
        sent, _ = tab.until(SENT, "soup")
    expected = 'the page says its own "soup" again, which was lost on the way'
    found = f"it does not, as if what {other} said were that message"
    expect(sent, expected, found)
