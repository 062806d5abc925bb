"""Two tabs, in the same room and in different rooms."""

from tests.checks.people import (
    expect_messages,
    in_any_room,
    leave_for_the_next_check,
    two_in,
)
from tests.checks.promise import expect, promise
from tests.checks.test_layer import (
    test_the_settings_have_a_channel_layer as layer,
)
from tests.checks.test_one_tab import (
    test_a_message_appears_once_in_the_tab_that_sent_it as one_tab,
)
from tests.harness.sockets import Refused, open_socket
from tests.harness.subject import connections_to, new_room


@promise(1, needs=(one_tab,))
def test_the_other_tab_in_the_room_stays_empty(subject, tabs):
    first, second = two_in(subject.server, tabs, new_room())
    first.say("from tab 1")
    expect_messages(first, "tab 1", "from tab 1")
    # Tab 2's own echo is the event: what tab 1 said would have come before it.
    second.say("from tab 2")
    expect_messages(second, "tab 2, which has said one thing itself,", "from tab 2")
    expect_messages(first, "tab 1, which has said one thing itself,", "from tab 1")


@promise(2, 3, needs=(one_tab, layer))
def test_both_tabs_in_a_room_see_each_message_once_and_in_order(subject, tabs):
    first, second = two_in(subject.server, tabs, new_room())
    said = []
    for tab, message in ((first, "1"), (second, "2"), (first, "3")):
        tab.say(message)
        said.append(message)
        expect_messages(first, "tab 1", *said)
        expect_messages(second, "tab 2", *said)
    leave_for_the_next_check(first, second, said=said)


@promise(2, 3, needs=(test_both_tabs_in_a_room_see_each_message_once_and_in_order,))
def test_a_connected_tab_has_joined_its_group(subject):
    # What is said in a gap of a millisecond would be missed: no tab shows that.
    room = new_room()
    try:
        with open_socket(subject.server, room) as socket:
            socket.say("hello")
            socket.hear()  # connect() has ended when the next event was handled
    except Refused as refusal:
        expect(False, "the handshake is accepted", str(refusal))
    mine = connections_to(subject.server, room)
    order = [
        event["kind"]
        for event in subject.server.events
        if event.get("connection") in mine
        and (event["kind"] == "group_add" or event.get("type") == "websocket.accept")
    ]
    expected = "connect() joins the group of the room before it accepts the handshake"
    expect("group_add" in order, expected, "it joins no group")
    expect(order[0] == "group_add", expected, "it accepts first, and joins after that")


@promise(2, 3, needs=(test_both_tabs_in_a_room_see_each_message_once_and_in_order,))
def test_a_tab_in_another_room_sees_nothing(subject, tabs):
    first, second = in_any_room(subject.server, tabs, 2)
    [elsewhere] = in_any_room(subject.server, tabs, 1)
    first.say("secret")
    expect_messages(second, "tab 2", "secret")
    # Its own message is the event: what came from the other room would be before it.
    elsewhere.say("own")
    expect_messages(elsewhere, "the tab in the other room", "own")
