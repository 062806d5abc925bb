"""Two tabs, in the same room and in different rooms."""

from tests.checks.promise import expect, promise
from tests.checks.test_one_tab import enter
from tests.checks.test_one_tab import (
    test_a_message_appears_once_in_the_tab_that_sent_it as one_tab,
)
from tests.harness.subject import new_room


@promise(1, needs=(one_tab,))
def test_the_other_tab_in_the_room_stays_empty(subject, tabs):
    room = new_room()
    first, second = enter(subject, tabs, room), enter(subject, tabs, room)
    first.say("from tab 1")
    first.shows("from tab 1")
    # Tab 2's own echo is the event: what tab 1 said would have come before it.
    second.say("from tab 2")
    ok = second.shows("from tab 2")
    found = f"tab 2 shows {second.look().messages}"
    expect(ok, 'tab 2 shows its own "from tab 2" and nothing else', found)
    ok = first.shows("from tab 1")
    found = f"tab 1 shows {first.look().messages}"
    expect(ok, 'tab 1 shows its own "from tab 1" and nothing else', found)


@promise(2, 3, needs=(one_tab,))
def test_both_tabs_in_a_room_see_each_message_once_and_in_order(subject, tabs):
    room = new_room()
    first, second = enter(subject, tabs, room), enter(subject, tabs, room)
    said = []
    for tab, message in ((first, "1"), (first, "2"), (second, "3"), (first, "4")):
        tab.say(message)
        said.append(message)
        for number, reader in enumerate((first, second), start=1):
            ok = reader.shows(*said)
            found = f"tab {number} shows {reader.look().messages}"
            expect(ok, f"both tabs show {said}", found)


@promise(2, 3, needs=(test_both_tabs_in_a_room_see_each_message_once_and_in_order,))
def test_a_tab_in_another_room_sees_nothing(subject, tabs):
    room = new_room()
    first, second = enter(subject, tabs, room), enter(subject, tabs, room)
    elsewhere = enter(subject, tabs, new_room())
    first.say("secret")
    ok = second.shows("secret")
    expect(ok, 'tab 2 shows "secret"', f"it shows {second.look().messages}")
    # Its own message is the event: what came from the other room would be before it.
    elsewhere.say("own")
    ok = elsewhere.shows("own")
    found = f"it shows {elsewhere.look().messages}"
    expect(ok, 'the tab in the other room shows its own "own" and nothing else', found)
