"""Who is logged in speaks under a name, and nobody else can use it."""

from tests.checks.people import enter, expect_messages
from tests.checks.promise import CheckFailed, expect, promise
from tests.exercises.visitors import PASSWORD, VISITOR, logged_in, visitor
from tests.harness.sockets import Refused, open_socket
from tests.harness.subject import new_room
from tests.harness.tab import Tab

LOGIN = "/accounts/login/"


def answer_to(subject, frame: str, headers: dict | None = None) -> str | None:
    """Send a frame in a room of its own; return the next one that comes."""
    try:
        with open_socket(subject.server, new_room(), headers=headers) as socket:
            socket.send(frame)
            return socket.receive()
    except Refused as refusal:
        raise CheckFailed("the handshake is accepted", str(refusal)) from None


def log_in(tab: Tab) -> None:
    """Fill in the login page, as a person does."""
    tab.fill("#id_username", VISITOR)
    tab.type_and_go("#id_password", PASSWORD)


@promise(1)
def test_the_server_knows_who_is_speaking(subject):
    anna = visitor(subject)
    answer = answer_to(subject, '{"message": "hello"}', anna.header)
    expected = f"who is logged in as {VISITOR} gets a frame with the name {VISITOR}"
    expect(VISITOR in (answer or ""), expected, f"it is {answer}")


@promise(1)
def test_there_is_a_page_to_log_in(subject, tabs):
    visitor(subject)
    tab = tabs.open(subject.server.url + LOGIN)
    fields = tab.has("#id_username") and tab.has("#id_password")
    expected = f"{LOGIN} has fields with the ids id_username and id_password"
    expect(fields, expected, f'it says "{first_line(tab)}"')
    log_in(tab)
    try:
        path = tab.url.removeprefix(subject.server.url)
        expect(path != LOGIN, "the login leads to another page", f"it stays at {path}")
        found = f'it leads to {path}, which says "{first_line(tab)}"'
        expect(not tab.has("#id_password"), "the login leads to a page of ours", found)
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
        # What the page keeps for a message that has not come back, it sends again.
        tab.say("again")
        expect_messages(tab, "the same tab", expected, f"{VISITOR}: again")


@promise(1, needs=(test_the_log_shows_who_is_speaking,))
def test_nobody_can_speak_in_the_name_of_somebody_else(subject, tabs):
    tab = tabs.new()
    with logged_in(tab, subject.server.url + LOGIN, visitor(subject)):
        enter_again = tab.open(subject.server.page(new_room()))
        enter_again.connects()
        tab.say("hello")
        tab.shows(f"{VISITOR}: hello")
        sent = [frame for one in tab.look().sockets for frame in one["sent"]]
    expect(sent, "the page sends a frame", "it sends none")
    answer = answer_to(subject, sent[-1])
    expected = f"what {VISITOR}'s page sends does not bear that name without a session"
    expect(answer and VISITOR not in answer, expected, f"the answer is {answer}")
