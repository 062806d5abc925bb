"""The page of a tab that hears other rooms besides its own, as people use it."""

from tests.checks.people import expect_messages
from tests.checks.promise import expect
from tests.exercises.clients import client
from tests.harness.server import Server
from tests.harness.subject import errors_in, new_room
from tests.harness.tab import Tab

INPUT = "#chat-other-room-input"
ROOMS = "document.querySelector('#chat-other-rooms')"
LISTED = f"{ROOMS} !== null && {ROOMS}.innerText.includes(values[0])"
BUTTONS = "document.querySelectorAll('#chat-other-rooms button')"


def hear_too(server: Server, tab: Tab, room: str) -> None:
    """Type the name of another room; fail unless the page comes to list it."""
    tab.clear(INPUT)  # the page need not empty it
    expect(tab.type(INPUT, room), f"the page has an input {INPUT}", "it has none")
    expect_listed(server, tab, room, "chat-other-rooms names a room that was joined")


def expect_listed(server: Server, tab: Tab, room: str, expected: str) -> None:
    ok, view = tab.until(LISTED, room)
    frames = [frame for one in view.sockets for frame in one["received"]]
    found = "the page got no frame"
    if frames:
        found = f"the last frame that the page got is {frames[-1]}"
    codes = [one["code"] for one in view.sockets if one["code"]]
    if codes:
        found = f"the socket was closed with code {codes[-1]}"
    if errors := errors_in(server, tab.room):
        found = f"the consumer raised {errors[0]}"
    expect(ok, expected, found)


def type_and_wait(tab: Tab, name: str) -> None:
    """Type the name of a room into the input, and wait until a frame comes.

    The page need not empty the input, or may do so when the answer comes.
    """
    before = len(tab.look().sockets[-1]["received"])
    tab.clear(INPUT)
    tab.type(INPUT, name)
    tab.until("view.sockets.at(-1).received.length > values[0]", before)


def join_three(server: Server, tab: Tab) -> list[str]:
    """Let the tab hear three other rooms; return them in the order of its list."""
    others = [new_room() for _ in range(3)]
    for other in others:
        hear_too(server, tab, other)
    return sorted(others, key=tab.text_of("#chat-other-rooms").find)


def leave_the_second(tab: Tab, room: str) -> None:
    """Click the button of this room, the second of three, and say "left" after that."""
    three, _ = tab.until(f"{BUTTONS}.length === 3")
    expected = "chat-other-rooms has one button for each of three rooms"
    expect(three, expected, "it has more, or fewer")
    tab.in_console(f"{BUTTONS}[1].click()")
    gone, _ = tab.until(f"!({LISTED})", room)
    expected = f"a click on the button of {room}, the second of three, leaves that room"
    named = ", ".join(tab.text_of("#chat-other-rooms").splitlines())
    expect(gone, expected, f"chat-other-rooms still names it: {named}")
    tab.say("left")  # the server has read the page's frame when this comes
    expect_messages(tab, "the tab, which has left one of three rooms,", "left")


def say_there(server: Server, room: str, message: str) -> None:
    """Say something in a room, and return when it has come to who is there."""
    with client(server, room) as there:
        there.say(message)
        there.hear_until(message)
