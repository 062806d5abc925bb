"""A message to one channel by its name: nobody else gets it."""

import json

from tests.checks.people import enter, expect_messages
from tests.checks.promise import expect, promise
from tests.exercises.clients import client
from tests.exercises.frames import content_of
from tests.harness.sockets import Socket, error_in, message_in
from tests.harness.subject import new_room


def said_hi(speaker: Socket, *listeners: Socket) -> str:
    """Let the speaker say "hi" to all; return the address from which it comes."""
    speaker.say("hi")
    speaker.receive()
    for listener in listeners:
        frame = listener.receive()
        sender = content_of(frame).get("from")
        expected = 'a frame with a name at "from", as {"message": "hi", "from": "..."}'
        expect(isinstance(sender, str) and sender, expected, f"{frame or 'nothing'}")
    return sender


@promise(2)
def test_a_message_tells_from_which_channel_it_comes(subject):
    room = new_room()
    with client(subject.server, room) as one, client(subject.server, room) as other:
        addresses = {said_hi(one, other), said_hi(other, one)}
        found = f"both say {addresses}"
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
        frame = receiver.receive()
        content = content_of(frame)
        private = content.get("message") == "psst" and content.get("private") is True
        expected = (
            'the receiver gets {"message": "psst", "from": "...", "private": true}'
        )
        expect(private, expected, f"it gets {frame or 'nothing'}")
        frame = sender.receive()
        found = f"it gets {frame or 'nothing'}"
        expect(message_in(frame) == "psst", "the sender gets it back", found)
        third.say("own")  # what reached the third would be before it
        heard = third.hear_until("own")
        expected = "a third client in the room does not get it"
        expect(heard == ["own"], expected, f"it gets {heard}")


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
    ):
        for address in addresses:
            one.send(json.dumps({"message": "psst", "to": address}))
            frame = one.receive()
            shown = json.dumps(address)[:40]
            expected = f'"to": {shown} is answered with {{"error": "..."}}'
            found = f"{frame or 'nothing'} comes"
            if one.close_code:
                found += f", and the WebSocket is closed with code {one.close_code}"
            expect(error_in(frame), expected, found)
        other.say("own")  # what came from the other room would be before it
        heard = other.hear_until("own")
        expect(
            heard == ["own"], "a client in another room gets none", f"it gets {heard}"
        )


@promise(2, needs=(test_a_private_message_reaches_its_receiver_and_nobody_else,))
def test_the_page_answers_privately_to_who_spoke_last(subject, tabs):
    room = new_room()
    first, second, third = (enter(subject.server, tabs, room) for _ in range(3))
    second.say("hi")
    for number, tab in enumerate((first, second, third), start=1):
        expect_messages(tab, f"tab {number}", "hi")
    ticked = first.click("#chat-private")
    expect(ticked, "the page has a box with the id chat-private", "it has none")
    first.say("psst")
    expect_messages(second, "tab 2", "hi", "(private) psst")
    expect_messages(first, "tab 1", "hi", "(private) psst")
    first.click("#chat-private")
    first.say("all")
    expect_messages(third, "tab 3, to which it was not said,", "hi", "all")
    expect_messages(second, "tab 2", "hi", "(private) psst", "all")
    expect_messages(first, "tab 1", "hi", "(private) psst", "all")
