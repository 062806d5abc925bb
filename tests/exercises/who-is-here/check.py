"""The number of tabs in a room: it follows who comes and goes, however they go."""

from tests.checks.promise import CheckFailed, expect, promise
from tests.exercises.clients import client, enter, two_in
from tests.exercises.frames import OF_THE_CHECK, content_of
from tests.harness.patience import COLD_START, PATIENCE, in_no_hurry
from tests.harness.subject import errors_in, groups_of, new_room
from tests.harness.tab import Tab

HERE = "document.querySelector('#chat-here')"
NUMBER = f"({HERE}?.innerText.match(/\\d+/) ?? [''])[0]"

FORGOTTEN = 10.0  # seconds after which the tabs of a killed server are not counted
STAYS = FORGOTTEN + 2  # longer than a tab counts that gives no sign of life

TO_EACH_GROUP = """
from asgiref.sync import async_to_sync
from channels.layers import get_channel_layer
for group in {groups}:
    async_to_sync(get_channel_layer().group_send)(group, {{"type": "{type}"}})
"""


def expect_number(
    subject, room: str, tab: Tab, number: int, when: str, within: float = PATIENCE
) -> None:
    """Fail unless the tab comes to show that this many tabs are in the room."""
    ok, _ = tab.until(f"{NUMBER} === String(values[0])", number, within=within)
    if ok:
        return
    expect(tab.has("#chat-here"), "the page has an element chat-here", "it has none")
    found = f'it shows "{tab.text_of("#chat-here")}"'
    for server in subject.servers:
        if errors := errors_in(server, room):
            found += f"; the consumer raised {errors[0]}"
            break
    raise CheckFailed(f"chat-here shows {number} {when}", found)


def numbers_told(tab: Tab) -> list[object]:
    """Return what the page has got in frames with "here"."""
    frames = [content_of(one) for s in tab.look().sockets for one in s["received"]]
    return [frame["here"] for frame in frames if "here" in frame]


@promise(3)
def test_a_tab_alone_shows_1(subject, tabs):
    room = new_room()
    tab = enter(subject.server, tabs, room)
    expect_number(subject, room, tab, 1, "in a tab that is alone in its room")
    told = numbers_told(tab)
    found = f"it gets {', '.join(map(str, told)) or 'no such frame'}"
    expect(1 in told, 'a tab that enters gets {"here": 1}', found)


@promise(3, needs=(test_a_tab_alone_shows_1,))
def test_the_number_follows_who_comes_and_goes(subject, tabs):
    room = new_room()
    first, second = two_in(subject.server, tabs, room)
    expect_number(subject, room, second, 2, "in tab 2, which came last")
    expect_number(subject, room, first, 2, "in tab 1, when tab 2 has come")
    second.leave()
    expect_number(subject, room, first, 1, "in tab 1, when tab 2 is closed")
    second.open(subject.server.page(room))
    expect_number(subject, room, first, 2, "in tab 1, when tab 2 is back")
    second.open(subject.server.page(room))
    expect_number(subject, room, second, 2, "in tab 2, when it was loaded again")


@promise(3, needs=(test_the_number_follows_who_comes_and_goes,))
def test_other_rooms_are_counted_apart(subject, tabs):
    room, other = new_room(), new_room()
    first = enter(subject.server, tabs, room)
    elsewhere = enter(subject.server, tabs, other)
    expect_number(subject, other, elsewhere, 1, "in a tab of another room")
    expect_number(
        subject, room, first, 1, "in tab 1, when somebody enters another room"
    )


@promise(3, needs=(test_the_number_follows_who_comes_and_goes,))
def test_a_connection_that_breaks_is_not_counted(subject, tabs):
    room = new_room()
    first = enter(subject.server, tabs, room)
    with client(subject.server, room) as second:
        expect_number(subject, room, first, 2, "in tab 1, when a second one has come")
        second.break_off()
        when = "in tab 1, when the connection of the second one is broken"
        expect_number(subject, room, first, 1, when)


@promise(3, needs=(test_the_number_follows_who_comes_and_goes,))
def test_two_server_processes_count_together(subject, tabs):
    room = new_room()
    first = enter(subject.server, tabs, room)
    with subject.another_server() as other:
        with client(other, room):
            when = "in a tab of process 1, when one of process 2 has come"
            expect_number(subject, room, first, 2, when, within=COLD_START)
        when = "in a tab of process 1, when the one of process 2 is closed"
        expect_number(subject, room, first, 1, when)


@promise(3, needs=(test_the_number_follows_who_comes_and_goes,))
def test_silent_tabs_are_counted_as_long_as_they_live(subject, tabs):
    room = new_room()
    first, second = two_in(subject.server, tabs, room)
    expect_number(subject, room, first, 2, "in tab 1, when tab 2 has come")
    before = numbers_told(first)
    with in_no_hurry():
        changed, _ = first.until(f"{NUMBER} !== '2'", within=STAYS)
    found = f'tab 1 shows "{first.text_of("#chat-here")}"'
    expect(not changed, "two tabs that are silent are still counted", found)
    more = len(numbers_told(first)) - len(before)
    expected = "the number is sent again only when it has changed"
    expect(more <= 1, expected, f"tab 1 has got it {more} times in {STAYS:g} s")
    expect_number(subject, room, second, 2, "in tab 2, which is silent, too")


@promise(3, needs=(test_two_server_processes_count_together,))
def test_the_tabs_of_a_killed_server_are_forgotten(subject, tabs):
    room = new_room()
    first, second = two_in(subject.server, tabs, room)
    with subject.another_server() as other, client(other, room):
        when = "in tab 1, when one of process 2 has come"
        expect_number(subject, room, first, 3, when, within=COLD_START)
        other.process.kill()
        with in_no_hurry():
            when = f"{FORGOTTEN:g} s after process 2 was killed"
            expect_number(subject, room, first, 2, when, within=FORGOTTEN)
            expect_number(subject, room, second, 2, "in tab 2")


@promise(3, needs=(test_the_number_follows_who_comes_and_goes,))
def test_a_consumer_that_an_error_ends_is_not_counted(subject, tabs):
    room = new_room()
    first = enter(subject.server, tabs, room)
    with client(subject.server, room) as second:
        expect_number(subject, room, first, 2, "in tab 1, when a second one has come")
        # No handler has this name: Channels raises an error in each consumer.
        words = {"groups": groups_of(subject.server, room), "type": OF_THE_CHECK}
        code, printed = subject.manage("shell", "-c", TO_EACH_GROUP.format(**words))
        expect(code == 0, "manage.py shell sends an event to the group", printed)
        second.hear_until("the end", FORGOTTEN)  # or until it is closed
        expect(second.close_code, "the error closes the WebSocket", "it stays open")
        with in_no_hurry():  # the page of tab 1 connects again
            ok, _ = first.until(f"{NUMBER} === '1'", within=FORGOTTEN)
    expected = f"chat-here shows 1 in tab 1, {FORGOTTEN:g} s after an event without a "
    expected += "handler has ended both consumers, and tab 1 has come back"
    expect(ok, expected, f'it shows "{first.text_of("#chat-here")}"')
