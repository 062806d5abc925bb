"""The two pages, as a person comes to them."""

from tests.checks.people import enter_by_index, leave_for_the_next_check
from tests.checks.promise import expect, promise
from tests.checks.test_server import test_runserver_starts_an_ASGI_server as asgi
from tests.harness.subject import new_room


@promise(1, 2, 3, needs=(asgi,))
def test_the_index_page_leads_to_a_room(subject, tabs):
    room = new_room()
    tab = enter_by_index(subject.server, tabs, room)
    expect(
        tab.url == subject.server.page(room),
        f"after typing {room} and Enter the tab is at /chat/{room}/",
        f"it is at {tab.url.removeprefix(subject.server.url)}",
    )
    expect(
        tab.has("#chat-log") and tab.has("#chat-message-input"),
        "the room page has elements with the ids chat-log and chat-message-input",
        "one of them is not there",
    )
    leave_for_the_next_check(tab)
