"""Rooms whose name begins with staff- are for the staff, by both doors."""

from tests.checks.people import enter, expect_messages, what_sockets_did
from tests.checks.promise import expect, promise
from tests.checks.test_handshake import handshake
from tests.exercises.visitors import STAFF, VISITOR, logged_in, visitor
from tests.harness.subject import new_room

REFUSED, ACCEPTED = "HTTP 403", "accepted"


def staff_room() -> str:
    return f"staff-{new_room()}"


@promise(1)
def test_only_the_staff_can_open_a_WebSocket_of_a_staff_room(subject):
    anna, stella = visitor(subject, VISITOR), visitor(subject, STAFF)
    room = staff_room()
    for who, headers, expected in (
        ("who is not logged in", None, REFUSED),
        (f"{VISITOR}, who is not of the staff,", anna.header, REFUSED),
        (f"{STAFF}, who is of the staff,", stella.header, ACCEPTED),
    ):
        answer = handshake(subject.server, room, headers=headers)
        expect(answer == expected, f"{who} at /ws/chat/{room}/: {expected}", answer)
    answer = handshake(subject.server, new_room())
    expect(answer == ACCEPTED, "every other room is open to all", answer)


@promise(1, needs=(test_only_the_staff_can_open_a_WebSocket_of_a_staff_room,))
def test_the_staff_talk_in_a_staff_room(subject, tabs):
    room = staff_room()
    with logged_in(
        tabs.new(), subject.server.page(new_room()), visitor(subject, STAFF)
    ):
        tab = enter(subject.server, tabs, room)
        tab.say("hello")
        expect_messages(tab, f"a tab of {STAFF} in {room}", "hello")


@promise(1, needs=(test_only_the_staff_can_open_a_WebSocket_of_a_staff_room,))
def test_the_page_says_why_and_does_not_try_again(subject, tabs):
    room = staff_room()
    tab = tabs.open(subject.server.page(room))
    try:
        # The name of the room has the word too.
        says = f"view.text.toLowerCase().replaceAll('{room}', '').includes('staff')"
        ok, view = tab.until(says)
        expect(ok, "the page says that it is for the staff", f'it says "{view.text}"')
        once_more = "view.sockets.length > 1"
        again, view = tab.until(once_more) if view.sockets else (False, view)
        tries = f"{len(view.sockets)} times so far; {what_sockets_did(view)}"
        expect(not again, "the page does not try again and again", tries)
    finally:
        tab.leave()  # Chrome makes all sockets wait when many have failed
