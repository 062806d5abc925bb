"""The two pages, as a person comes to them."""

from tests.checks.promise import expect, promise
from tests.checks.test_server import test_runserver_starts_an_ASGI_server as asgi
from tests.harness.subject import new_room


@promise(1, 2, 3)
def test_the_index_page_leads_to_a_room(subject, tabs):
    room = new_room()
    tab = tabs.open(f"{subject.server.url}/chat/")
    typed = tab.type_and_go("#room-name-input", room)
    expect(typed, "/chat/ has an input with the id room-name-input", "it has none")
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


@promise(1, 2, 3, needs=(asgi, test_the_index_page_leads_to_a_room))
def test_the_room_page_opens_its_WebSocket(subject, tabs):
    enter(subject.server, tabs, new_room())


def enter(server, tabs, room):
    """Open the room in a new tab and return the tab when its WebSocket is open."""
    tab = tabs.open(server.page(room))
    view = tab.connects()
    expect(view.log is not None, "/chat/ROOM/ has an element chat-log", "it has none")
    expect(view.connected, "the page's WebSocket is open", what_sockets_did(view))
    return tab


def what_sockets_did(view) -> str:
    """Return half a sentence about the WebSockets of the page."""
    if not view.sockets:
        return f"the page opened none; errors of its script: {view.errors or 'none'}"
    last = view.sockets[-1]
    code = f" (close code {last['code']})" if last["code"] else ""
    return f"{last['url']} is {last['state']}{code}"
