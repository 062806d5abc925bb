"""What people do in tabs, and what they expect to see there."""

from collections.abc import Sequence
from urllib.parse import urlsplit

from tests.checks.promise import expect
from tests.harness.patience import PATIENCE
from tests.harness.server import Server
from tests.harness.subject import new_room, note_room
from tests.harness.tab import Tab
from tests.harness.tabs import Tabs
from tests.harness.view import View


def enter(server: Server, tabs: Tabs, room: str, within: float = PATIENCE) -> Tab:
    """Open the room in a tab and return the tab when its WebSocket is open."""
    tab = tabs.open(server.page(room))
    tab.room = room
    expect_connected(tab, within)
    return tab


def expect_connected(tab: Tab, within: float = PATIENCE) -> None:
    """Fail unless the WebSocket of the tab's page comes to be open."""
    view = tab.connects(within)
    expect(view.log is not None, "/chat/ROOM/ has an element chat-log", "it has none")
    expect(view.connected, "the page's WebSocket is open", what_sockets_did(view))


def in_any_room(server: Server, tabs: Tabs, number: int) -> list[Tab]:
    """Return so many tabs that have entered one room.

    They are those that the check before has left there, if it has and they go on: what
    was silent for seconds may be closed (redis-py 8 with the core layer), and that is the
    subject of another check.
    """
    left = tabs.take(number)
    if left and all(tab.goes_on() for tab in left):
        note_room(left[0].room)
        return left
    tabs.drop(left)
    room = new_room()
    return [enter(server, tabs, room) for _ in range(number)]


def leave_for_the_next_check(*tabs: Tab, said: Sequence[str] = ()) -> None:
    """Let the next check go on in these tabs.

    They have entered one room, and show what was said there.
    """
    for tab in tabs:
        tab.stays, tab.before = True, list(said)


def two_in(server: Server, tabs: Tabs, room: str) -> tuple[Tab, Tab]:
    """Return two tabs that have entered the same room."""
    return enter(server, tabs, room), enter(server, tabs, room)


def enter_by_index(server: Server, tabs: Tabs, room: str) -> Tab:
    """Type the room's name and Enter on the index page; return the tab."""
    tab = tabs.open(f"{server.url}/chat/")
    go_to_room(tab, room)
    tab.room = room
    return tab


def go_to_room(tab: Tab, room: str) -> None:
    """Type the room's name and Enter in a tab with the index page."""
    typed = tab.type_and_go("#room-name-input", room)
    path = urlsplit(tab.url).path
    found = "it has none" if path == "/chat/" else f"it leads to {path}, which has none"
    expect(typed, "/chat/ has an input with the id room-name-input", found)


def expect_messages(
    tab: Tab, whose: str, *messages: str, within: float = PATIENCE
) -> None:
    """Fail unless the tab comes to show exactly these messages, after those of before."""
    ok, view = tab.shows(*tab.before, *messages, within=within)
    expected = ", ".join(f'"{message}"' for message in messages)
    seen = view.messages
    if seen[: len(tab.before)] == tab.before:
        seen = seen[len(tab.before) :]
    expect(ok, f"{whose} shows {expected}", f"it shows {quoted(seen)}")


def quoted(messages: list[str]) -> str:
    """Return the messages as a learner reads them: "hi", "hello"; nothing if none."""
    return ", ".join(f'"{message}"' for message in messages) or "nothing"


def what_sockets_did(view: View) -> str:
    """Return half a sentence about the WebSockets of the page."""
    if not view.sockets:
        errors = "; ".join(view.errors) or "none"
        return f"the page opened none; errors of its script: {errors}"
    last = view.sockets[-1]
    code = f" (close code {last['code']})" if last["code"] else ""
    return f"{last['url']} is {last['state']}{code}"
