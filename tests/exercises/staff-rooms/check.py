"""Rooms whose name begins with staff- are for the staff, by both doors."""

from tests.checks.people import expect_messages, what_sockets_did
from tests.checks.promise import expect, promise
from tests.checks.test_handshake import handshake
from tests.exercises.clients import enter
from tests.exercises.visitors import STAFF, VISITOR, logged_in, visitor
from tests.harness.patience import COLD_START
from tests.harness.subject import new_room
from tests.harness.tab import Tab

REFUSED, ACCEPTED = "HTTP 403", "accepted"
LOGIN_LINK = "a[href*='login'], a[href*='/admin/']"
"""The admin asks whoever is not of the staff to log in."""


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
        answer = handshake(subject.server, room, headers=headers, within=COLD_START)
        expect(answer == expected, f"{who} at /ws/chat/{room}/: {expected}", answer)


@promise(1)
def test_every_other_room_is_open_to_all(subject, tabs):
    tab = tabs.new()
    for room in (new_room(), f"staff{new_room()}", f"no-staff-{new_room()}"):
        why = "whose name does not begin with staff-"
        answer = handshake(subject.server, room, within=COLD_START)
        expected = f"/ws/chat/{room}/, {why}, is open to all"
        expect(answer == ACCEPTED, expected, answer)
        view = tab.open(subject.server.page(room)).look()
        found = f'the page says "{view.text}"'
        expect(view.log is not None, f"/chat/{room}/, {why}, is a chat for all", found)


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
    page = subject.server.page(room)
    tab = tabs.open(page)
    try:
        expect_refusal(tab, room, "who is not logged in")
        found = "it has none to an address with login or /admin/ in it"
        expect(tab.has(LOGIN_LINK), "the page has a link to log in", found)
        with logged_in(tab, page, visitor(subject)):
            tab.open(page)
            expect_refusal(tab, room, f"{VISITOR}, who is not of the staff,")
    finally:
        tab.leave()  # Chrome makes all sockets wait when many have failed


def expect_refusal(tab: Tab, room: str, who: str) -> None:
    """Fail unless the page says why it is no chat, and tries nothing."""
    # The name of the room has the word too.
    says = f"view.text.toLowerCase().replaceAll('{room}', '').includes('staff')"
    ok, view = tab.until(says)
    expected = f"the page tells {who} that it is for the staff"
    expect(ok, expected, f'it says "{view.text}"')
    once_more = "view.sockets.length > 1"
    again, view = tab.until(once_more) if view.sockets else (False, view)
    tries = f"{len(view.sockets)} times so far; {what_sockets_did(view)}"
    expect(not again, "the page does not try again and again", tries)
    expected = f"{who} gets a page without the chat"
    expect(view.log is None, expected, "it has an element chat-log")
