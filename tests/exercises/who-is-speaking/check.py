"""Who is logged in speaks under a name, and nobody else can use it."""

import json

from tests.checks.people import expect_messages
from tests.checks.promise import CheckFailed, expect, promise
from tests.exercises.clients import SENT_AGAIN, enter, next_with, reconnected
from tests.exercises.frames import content_of
from tests.exercises.visitors import PASSWORD, STAFF, VISITOR, logged_in, visitor
from tests.harness.patience import COLD_START, PATIENCE
from tests.harness.sockets import Refused, open_socket
from tests.harness.subject import new_room
from tests.harness.tab import Tab

LOGIN = "/accounts/login/"
NAME_FIELD, PASSWORD_FIELD = "input[name=username]", "input[name=password]"

HELLO = json.dumps({"message": "hello"})
WITH_NAME = json.dumps({"message": "hello", "name": VISITOR})


def answer_to(subject, frame: str, headers: dict | None = None) -> str | None:
    """Send a frame in a room of its own; return the message or error that comes."""
    how = {"headers": headers, "within": COLD_START}
    try:
        with open_socket(subject.server, new_room(), **how) as socket:
            socket.send(frame)
            return next_with(socket, "message", "error")
    except Refused as refusal:
        raise CheckFailed("the handshake is accepted", str(refusal)) from None


def log_in(tab: Tab) -> None:
    """Fill in the login page, as a person does."""
    tab.fill(NAME_FIELD, VISITOR)
    # Django hashes the password, which takes long by intent.
    tab.type_and_go(PASSWORD_FIELD, PASSWORD, within=5 * PATIENCE)


@promise(1)
def test_the_server_knows_who_is_speaking(subject):
    answer = answer_to(subject, HELLO, visitor(subject).header)
    expected = f"who is logged in as {VISITOR} gets a frame with the name {VISITOR}"
    got = content_of(answer)
    right = got.get("message") == "hello" and got.get("name") == VISITOR
    expect(right, f"{expected}, {WITH_NAME}", f"it is {answer or 'nothing'}")


@promise(1)
def test_there_is_a_page_to_log_in(subject, tabs):
    visitor(subject)
    tab = tabs.open(subject.server.url + LOGIN)
    fields = tab.has(NAME_FIELD) and tab.has(PASSWORD_FIELD)
    expected = f"{LOGIN} has fields with the names username and password"
    expect(fields, expected, f'it says "{first_line(tab)}"')
    log_in(tab)
    try:
        path = tab.url.removeprefix(subject.server.url)
        expect(path != LOGIN, "the login leads to another page", f"it stays at {path}")
        found = f'it leads to {path}, which says "{first_line(tab)}"'
        asks_again = tab.has(PASSWORD_FIELD)
        expect(not asks_again, "the login leads to a page of ours", found)
        expect(tab.has("#room-name-input"), "the login leads to /chat/", found)
    finally:
        tab.forget_cookies()


def first_line(tab: Tab) -> str:
    return tab.look().text.strip().partition("\n")[0]


@promise(1, needs=(test_there_is_a_page_to_log_in,))
def test_the_log_shows_who_is_speaking(subject, tabs):
    tab = enter(subject.server, tabs, new_room())
    tab.say("hello")
    expect_messages(tab, "a tab in which nobody is logged in", "hello")
    with logged_in(tab, subject.server.page(new_room()), visitor(subject)):
        tab = enter(subject.server, tabs, new_room())
        tab.say("hello")
        expected = f"{VISITOR}: hello"
        expect_messages(tab, f"a tab in which {VISITOR} is logged in", expected)


@promise(1, needs=(test_the_log_shows_who_is_speaking,))
def test_nobody_can_speak_in_the_name_of_somebody_else(subject, tabs):
    own = sent_by_page(subject, tabs)
    for what, frame in (
        (f"what {VISITOR}'s page sends", own),
        (f"a forged frame {WITH_NAME}", WITH_NAME),
    ):
        for how, headers in (
            ("without a session", None),
            (f"with the session of {STAFF}", visitor(subject, STAFF).header),
        ):
            answer = answer_to(subject, frame, headers)
            said = VISITOR in (answer or "") and "message" in content_of(answer)
            expected = f"{what}, {how}, does not come back with the name {VISITOR}"
            expect(not said, expected, f"the answer is {answer}")


def sent_by_page(subject, tabs) -> str:
    """Say something as VISITOR; return the frame that the page has sent for it."""
    with logged_in(tabs.new(), subject.server.url + LOGIN, visitor(subject)):
        tab = enter(subject.server, tabs, new_room())
        tab.say("hello")
        tab.shows(f"{VISITOR}: hello")
        sent = [frame for one in tab.look().sockets for frame in one["sent"]]
    said = [frame for frame in sent if "hello" in frame]
    expect(said, "the page sends a frame", "it sends none")
    return said[-1]


@promise(1, needs=(test_the_log_shows_who_is_speaking,))
def test_the_page_knows_its_own_message_that_has_come_back(subject, tabs):
    before, after = f"{VISITOR}: before", f"{VISITOR}: after"
    with logged_in(tabs.new(), subject.server.url + LOGIN, visitor(subject)):
        with subject.another_server() as server:
            tab = enter(server, tabs, new_room())
            tab.say("before")
            expect_messages(tab, f"a tab in which {VISITOR} is logged in", before)
        with reconnected(subject, server, tab):
            tab.say("after")  # what the page takes for lost is sent again before it
            whose = "the tab, which was disconnected for a moment,"
            expect_messages(tab, whose, before, after, within=SENT_AGAIN)
