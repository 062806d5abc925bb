"""What people do in tabs, and what they expect to see there."""

from tests.checks.promise import expect
from tests.harness.patience import PATIENCE
from tests.harness.server import Server
from tests.harness.subject import new_room, note_room
from tests.harness.tabs import Tab, Tabs, View


def enter(server: Server, tabs: Tabs, room: str, within: float = PATIENCE) -> Tab:
    """Open the room in a tab and return the tab when its WebSocket is open."""
    tab = tabs.open(server.page(room))
    expect_connected(tab, within)
    return tab


def expect_connected(tab: Tab, within: float = PATIENCE) -> None:
    """Fail unless the WebSocket of the tab's page comes to be open."""
    view = tab.connects(within)
    expect(view.log is not None, "/chat/ROOM/ has an element chat-log", "it has none")
    expect(view.connected, "the page's WebSocket is open", what_sockets_did(view))


def enter_any_room(server: Server, tabs: Tabs) -> tuple[Tab, str]:
    """Return a tab that has entered a room where nobody has spoken, and the room's name.

    It is the tab that the check before has left so, where there is one: to load a page
    takes longer than to look at it.
    """
    if left := tabs.take_quiet():
        tab, room = left
        note_room(room)
        expect_connected(tab)
        return left
    room = new_room()
    return enter(server, tabs, room), room


def two_in(server: Server, tabs: Tabs, room: str) -> tuple[Tab, Tab]:
    """Return two tabs that have entered the same room."""
    return enter(server, tabs, room), enter(server, tabs, room)


def enter_by_index(server: Server, tabs: Tabs, room: str) -> Tab:
    """Type the room's name and Enter on the index page; return the tab."""
    tab = tabs.open(f"{server.url}/chat/")
    go_to_room(tab, room)
    return tab


def go_to_room(tab: Tab, room: str) -> None:
    """Type the room's name and Enter in a tab with the index page."""
    typed = tab.type_and_go("#room-name-input", room)
    expect(typed, "/chat/ has an input with the id room-name-input", "it has none")


def expect_messages(
    tab: Tab, whose: str, *messages: str, within: float = PATIENCE
) -> None:
    """Fail unless the tab comes to show exactly these messages."""
    ok, view = tab.shows(*messages, within=within)
    expected = ", ".join(f'"{message}"' for message in messages)
    found = ", ".join(f'"{message}"' for message in view.messages) or "nothing"
    expect(ok, f"{whose} shows {expected}", f"it shows {found}")


def what_sockets_did(view: View) -> str:
    """Return half a sentence about the WebSockets of the page."""
    if not view.sockets:
        return f"the page opened none; errors of its script: {view.errors or 'none'}"
    last = view.sockets[-1]
    code = f" (close code {last['code']})" if last["code"] else ""
    return f"{last['url']} is {last['state']}{code}"
