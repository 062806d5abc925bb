"""A message to one channel by its name: nobody else gets it."""

import json

from tests.checks.people import enter, expect_messages, quoted
from tests.checks.promise import expect, promise
from tests.exercises.clients import (
    client,
    expect_its_own_only,
    messages_until,
    next_with,
)
from tests.exercises.frames import content_of
from tests.harness.sockets import Socket, error_in, message_in
from tests.harness.subject import new_room
from tests.harness.tab import Tab

BOX = "#chat-private"
TICKED = f"{BOX}:checked"


def said_hi(speaker: Socket, *listeners: Socket) -> str:
    """Let the speaker say "hi" to all; return the address from which it comes."""
    speaker.say("hi")
    next_with(speaker, "message")
    for listener in listeners:
        frame = next_with(listener, "message")
        sender = content_of(frame).get("from")
        expected = 'a frame with a name at "from", as {"message": "hi", "from": "..."}'
        expect(isinstance(sender, str) and sender, expected, f"{frame or 'nothing'}")
    return sender


@promise(2)
def test_a_message_tells_from_which_channel_it_comes(subject):
    room = new_room()
    with client(subject.server, room) as one, client(subject.server, room) as other:
        addresses = {said_hi(one, other), said_hi(other, one)}
        found = f"both say {' and '.join(addresses)}"
        expect(len(addresses) == 2, "each client has an address of its own", found)


@promise(2, needs=(test_a_message_tells_from_which_channel_it_comes,))
def test_a_private_message_reaches_its_receiver_and_nobody_else(subject):
    room = new_room()
    with (
        client(subject.server, room) as sender,
        client(subject.server, room) as receiver,
        client(subject.server, room) as third,
    ):
        address = said_hi(receiver, sender, third)
        sender.send(json.dumps({"message": "psst", "to": address}))
        frame = next_with(receiver, "message", "private")
        found = f"it gets {frame or 'nothing'}"
        expected = (
            'the receiver gets {"message": "psst", "from": "...", "private": true}'
        )
        expect(is_private(frame), expected, found)
        expected = 'the "from" that the receiver gets is not its own address'
        expect(content_of(frame)["from"] != address, expected, found)
        frame = next_with(sender, "message", "error")
        content = content_of(frame)
        back = content.get("message") == "psst" and content.get("to") == address
        expected = f'the sender gets it back, with "to": "{address}"'
        expect(back, expected, f"it gets {frame or 'nothing'}")
        expect_its_own_only(third, "a third client in the room does not get it")


def is_private(frame: str | bytes | None) -> bool:
    """Whether this is what the receiver of "psst" gets, with some text at "from"."""
    content = content_of(frame)
    private = content.get("message") == "psst" and content.get("private") is True
    return private and isinstance(content.get("from"), str)


@promise(2, needs=(test_a_private_message_reaches_its_receiver_and_nobody_else,))
def test_an_address_that_has_not_spoken_is_refused(subject):
    room, elsewhere = new_room(), new_room()
    addresses = (
        "nobody",
        "two words",
        "",
        1,
        None,
        [],
        {"to": "all"},
        "x" * 300,
        f"asgi__group__chat_{elsewhere}",  # what a group is called in the pub/sub layer
    )
    with (
        client(subject.server, room) as one,
        client(subject.server, elsewhere) as other,
        client(subject.server, elsewhere) as neighbour,
    ):
        in_another_room = said_hi(other, neighbour)
        for address in (*addresses, in_another_room):
            one.send(json.dumps({"message": "psst", "to": address}))
            frame = next_with(one, "error", "message")
            shown = f'"to": {json.dumps(address)[:40]}'
            if address == in_another_room:
                shown = "the address of a client in another room"
            expected = f'{shown} is answered with {{"error": "..."}}'
            found = f"{frame or 'nothing'} comes"
            if one.close_code:
                found += f", and the WebSocket is closed with code {one.close_code}"
            expect(error_in(frame), expected, found)
        expect_its_own_only(other, "a client in another room gets none")
        with client(subject.server, elsewhere) as late:
            late.send(json.dumps({"message": "psst", "to": in_another_room}))
            frame = next_with(late, "error", "message")
            expected = (
                "a client that came after the message was said, and so has never got it, "
                'is answered with {"error": "..."}'
            )
            expect(error_in(frame), expected, f"{frame or 'nothing'} comes")


@promise(2, needs=(test_a_private_message_reaches_its_receiver_and_nobody_else,))
def test_a_private_message_can_be_answered(subject):
    room = new_room()
    with (
        client(subject.server, room) as sender,
        client(subject.server, room) as receiver,
    ):
        address = said_hi(receiver, sender)
        sender.send(json.dumps({"message": "psst", "to": address}))
        come_from = content_of(next_with(receiver, "private")).get("from")
        receiver.send(json.dumps({"message": "yes?", "to": come_from}))
        answer = next_with(receiver, "message", "error")
        expected = "who gets a private message can answer it, and gets the answer back"
        expect(message_in(answer) == "yes?", expected, f"{answer or 'nothing'} comes")
        heard = messages_until(sender, "yes?")
        expected = "the answer reaches who has said nothing but a private message"
        expect("yes?" in heard, expected, f"it gets {quoted(heard)}")


@promise(2, needs=(test_a_private_message_reaches_its_receiver_and_nobody_else,))
def test_the_page_answers_privately_to_who_spoke_last(subject, tabs):
    room = new_room()
    first, second, third = (enter(subject.server, tabs, room) for _ in range(3))
    said = []
    for speaker, message in ((third, "hey"), (second, "hi"), (first, "hello")):
        speaker.say(message)
        said.append(message)
        for number, tab in enumerate((first, second, third), start=1):
            expect_messages(tab, f"tab {number}", *said)
    tick(first)
    first.say("psst")
    expected = "tab 2, the last that spoke before tab 1 answers,"
    expect_messages(second, expected, *said, "(private) psst")
    expect_messages(first, "tab 1", *said, "(private) psst")
    first.click(BOX)
    first.say("all")
    expect_messages(third, "tab 3, to which it was not said,", *said, "all")
    expect_messages(second, "tab 2", *said, "(private) psst", "all")
    expect_messages(first, "tab 1", *said, "(private) psst", "all")


def tick(tab: Tab) -> None:
    ticked = tab.click(BOX)
    expect(ticked, "the page has a box with the id chat-private", "it has none")


@promise(2, needs=(test_the_page_answers_privately_to_who_spoke_last,))
def test_nothing_is_sent_privately_before_somebody_else_has_spoken(subject, tabs):
    room = new_room()
    tab = enter(subject.server, tabs, room)
    tick(tab)
    if not tab.has(TICKED) or not tab.has("#chat-message-input:enabled"):
        return  # the page lets nobody type anything private yet
    with client(subject.server, room) as other:
        tab.say("secret")
        if tab.has(TICKED):
            tab.click(BOX)
        tab.clear("#chat-message-input")  # the page may keep what it has not sent
        tab.say("for all")
        heard = messages_until(other, "for all")
        expected = "what is typed with the box ticked before anybody else has spoken "
        expected += "is not sent to the room"
        found = f"another client in the room gets {quoted(heard)}"
        expect(heard == ["for all"], expected, found)
