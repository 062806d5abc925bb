"""One tab talks to the server."""

from tests.checks.promise import expect, promise
from tests.checks.test_pages import enter
from tests.checks.test_pages import test_the_room_page_opens_its_WebSocket as opens
from tests.harness.subject import new_room
from tests.harness.tabs import PATIENCE


def expect_messages(tab, whose: str, *messages: str, within: float = PATIENCE) -> None:
    """Fail unless the tab comes to show exactly these messages."""
    ok, view = tab.shows(*messages, within=within)
    expected = ", ".join(f'"{message}"' for message in messages)
    found = ", ".join(f'"{message}"' for message in view.messages) or "nothing"
    expect(ok, f"{whose} shows {expected}", f"it shows {found}")


@promise(1, 2, 3, needs=(opens,))
def test_a_message_appears_once_in_the_tab_that_sent_it(subject, tabs):
    tab = enter(subject.server, tabs, new_room())
    tab.say("hello")
    tab.say("again")
    expect_messages(tab, "the tab", "hello", "again")


@promise(1, 2, 3, needs=(test_a_message_appears_once_in_the_tab_that_sent_it,))
def test_markup_in_a_message_shows_as_text(subject, tabs):
    tab = enter(subject.server, tabs, new_room())
    markup = "<b>bold</b><img src=x onerror=\"document.title='run'\">&amp;"
    tab.say(markup)
    expect_messages(tab, "the tab", markup)
    expect(not tab.has("b, img[src=x]"), "it is text", "it became elements of the page")
