"""One tab talks to the server."""

from tests.checks.promise import expect, promise
from tests.checks.test_pages import test_the_room_page_opens_its_WebSocket as opens
from tests.checks.test_pages import what_sockets_did
from tests.harness.subject import new_room


def enter(subject, tabs, room):
    """Open the room in a new tab and return the tab when its WebSocket is open."""
    return enter_on(subject.server, tabs, room)


def enter_on(server, tabs, room):
    """As enter(), on this server process of the project."""
    tab = tabs.open(server.page(room))
    expect(tab.has("#chat-log"), "a page with the id chat-log", "it has none")
    connected = tab.is_connected()
    expect(connected, "the page's WebSocket is open", what_sockets_did(tab.look()))
    return tab


@promise(1, 2, 3, needs=(opens,))
def test_a_message_appears_once_in_the_tab_that_sent_it(subject, tabs):
    tab = enter(subject, tabs, new_room())
    tab.say("hello")
    tab.say("again")
    ok = tab.shows("hello", "again")
    expect(ok, 'the tab shows "hello", "again"', f"it shows {tab.look().messages}")


@promise(1, 2, 3, needs=(test_a_message_appears_once_in_the_tab_that_sent_it,))
def test_markup_in_a_message_shows_as_text(subject, tabs):
    tab = enter(subject, tabs, new_room())
    markup = "<b>bold</b><img src=x onerror=\"document.title='run'\">&amp;"
    tab.say(markup)
    ok = tab.shows(markup)
    expect(ok, f"the tab shows {markup}", f"it shows {tab.look().messages}")
    expect(not tab.has("b, img[src=x]"), "it is text", "it became elements of the page")
