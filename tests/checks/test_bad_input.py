"""Good practice: bad input is answered, and nobody else notices."""

from urllib.parse import quote

from tests.checks.people import expect_messages, go_to_room
from tests.checks.promise import CheckFailed, expect, promise
from tests.checks.test_handshake import handshake
from tests.checks.test_one_tab import (
    test_a_message_appears_once_in_the_tab_that_sent_it as one_tab,
)
from tests.harness.sockets import Refused, error_in, open_socket
from tests.harness.subject import errors_in, new_room, server_errors_since
from tests.harness.tab import Tab

CHAT_LOG, ALERT = "#chat-log", "[role=alert]"

ODD_ROOM_NAMES = (
    "two words",
    "a.b",
    "a/b",
    "..",
    "café",
    "😀",
    "x" * 120,
    "semi;colon",
    "-",
    "_",
)

BAD_FRAMES = {
    "not JSON": "hello",
    "half a JSON object": '{"message": "hello"',
    "a JSON list": '["hello"]',
    "no message": '{"text": "hello"}',
    "a number as message": '{"message": 1}',
    "null as message": '{"message": null}',
    "NaN as message": '{"message": NaN}',
    "an object as message": '{"message": {"message": "hello"}}',
    "an empty message": '{"message": ""}',
    "an empty frame": "",
    "a binary frame": b'{"message": "hello"}',
    "an empty binary frame": b"",
    "a message of 100 000 characters": '{"message": "' + "x" * 100_000 + '"}',
    "100 000 brackets": "[" * 100_000,
    "a lone surrogate": '{"message": "\\ud800"}',
}


def expect_no_traceback(subject, line: int, *rooms: str) -> None:
    """Fail if the server has raised something in these rooms, or itself since the line."""
    errors = errors_in(subject.server, *rooms)
    errors += server_errors_since(subject.server, line)
    expect(not errors, "no error in the server's log", errors[0] if errors else "")


def is_answered(tab: Tab, address: str, entered: bool) -> bool:
    """Return whether the address leads to the room, or to a page that refuses it."""
    told = (CHAT_LOG, ALERT)
    if tab.page_has(address, *told) == [entered, not entered]:
        return True
    tab.open(address)  # the page's script may make what the server has not sent
    return [tab.has(one) for one in told] == [entered, not entered]


@promise(1, 2, 3, needs=(one_tab,), practice=True)
def test_odd_room_names_work_or_are_refused_in_a_sentence(subject, tabs):
    line = len(subject.server.process.lines)
    index = f"{subject.server.url}/chat/"
    tab = tabs.open(index)
    for name in ODD_ROOM_NAMES:
        # What refuses a name asks for another one: then the page is the right one.
        if not tab.clear("#room-name-input"):
            tab.open(index)
        go_to_room(tab, name)
        entered = tab.has(CHAT_LOG)
        if entered:
            connects = tab.connects().connected
            expect(connects, f"room {name[:20]} connects", "it does not")
            tab.say("hello")
            expect_messages(tab, f"a tab in room {name[:20]}", "hello")
        else:
            refused = tab.has("#room-name-input") and tab.has(ALERT)
            expect(refused, f"the page says why {name[:20]} is no room", "it does not")
        # The same name in the address bar and in a WebSocket of one's own.
        if name != "..":  # which is the folder above, in an address
            address = subject.server.page(quote(name, safe=""))
            same = is_answered(tab, address, entered)
            expect(same, f"the address of {name[:20]} is answered alike", "it is not")
            answer = handshake(subject.server, quote(name, safe=""))
            expected = "accepted" if entered else "HTTP 403"
            expect(answer == expected, f"room {name[:20]}: {expected}", answer)
    expect_no_traceback(subject, line, *ODD_ROOM_NAMES)


@promise(1, 2, 3, needs=(one_tab,), practice=True)
def test_a_bad_frame_is_answered_and_the_socket_kept(subject):
    line = len(subject.server.process.lines)
    room = new_room()
    try:
        with (
            open_socket(subject.server, room) as socket,
            open_socket(subject.server, room) as neighbour,
        ):
            for what, frame in BAD_FRAMES.items():
                socket.send(frame)
                answer = socket.receive()
                expected = (
                    f"a frame that the page would not send ({what}) is answered with "
                    '{"error": "..."}'
                )
                code = f", close code {socket.close_code}" if socket.close_code else ""
                found = f"the answer is {answer}" if answer else f"no answer{code}"
                expect(error_in(answer), expected, found)
            socket.say("still here")
            heard = socket.hear()
            expect(heard == "still here", "the socket still works", f"it got {heard}")
            neighbour.say("undisturbed")
            heard = neighbour.hear_until("undisturbed")
            quiet = set(heard) <= {"still here", "undisturbed"} and heard
            expect(quiet, "others in the room are undisturbed", f"they got {heard}")
    except Refused as refusal:
        raise CheckFailed("the handshake is accepted", str(refusal)) from None
    expect_no_traceback(subject, line, room)


@promise(1, 2, 3, needs=(one_tab,), practice=True)
def test_a_frame_of_5_MB_does_not_disturb_others(subject):
    line = len(subject.server.process.lines)
    room = new_room()
    try:
        with (
            open_socket(subject.server, room) as neighbour,
            open_socket(subject.server, room) as socket,
        ):
            socket.send_anyhow('{"message": "' + "x" * 5_000_000 + '"}')
            neighbour.say("undisturbed")
            heard = neighbour.hear_until("undisturbed")
            found = f"they got {len(heard)} frames"
            expect(heard == ["undisturbed"], "others are undisturbed", found)
    except Refused as refusal:
        raise CheckFailed("the handshake is accepted", str(refusal)) from None
    expect_no_traceback(subject, line, room)
