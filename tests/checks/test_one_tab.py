"""One tab talks to the server."""

from urllib.parse import unquote, urlsplit

from tests.checks.people import (
    expect_messages,
    in_any_room,
    leave_for_the_next_check,
)
from tests.checks.promise import expect, promise
from tests.checks.test_handshake import (
    test_a_WebSocket_handshake_is_accepted as accepts,
)
from tests.checks.test_pages import test_the_index_page_leads_to_a_room as pages
from tests.harness.sockets import message_in


@promise(1, 2, 3, needs=(pages, accepts))
def test_the_room_page_opens_its_WebSocket(subject, tabs):
    [tab] = in_any_room(subject.server, tabs, 1)
    opened = [unquote(urlsplit(one["url"]).path) for one in tab.look().sockets]
    wanted = f"/ws/chat/{tab.room}/"
    expect(wanted in opened, f"the page opens {wanted}", f"it opens {opened[-1]}")
    leave_for_the_next_check(tab)


@promise(1, 2, 3, needs=(test_the_room_page_opens_its_WebSocket,))
def test_a_message_appears_once_in_the_tab_that_sent_it(subject, tabs):
    [tab] = in_any_room(subject.server, tabs, 1)
    said = []
    for message in (
        "hello",
        "again",
        "last",
    ):  # what comes twice, comes before the last
        tab.say(message)
        said.append(message)
        expect_messages(tab, "the tab", *said)
    # When all that was sent has come back, the log is the same.
    tab.until("view.sockets.some((one) => one.received.length >= one.sent.length)")
    expect_messages(tab, "the tab", *said)
    sockets = [one for one in tab.look().sockets if "/ws/chat/" in one["url"]]
    came = [message_in(frame) for one in sockets for frame in one["received"]]
    expected = 'what the tab shows is what the server has sent, {"message": "hello"}'
    found = "the page shows it by itself, and the server does not send it back"
    expect(all(message in came for message in said), expected, found)
    # A page that reconnects by itself hides that its socket was closed.
    codes = [str(one["code"]) for one in sockets if one["state"] == "closed"]
    found = f"it was closed (close code {', '.join(codes)})"
    expect(not codes, "its WebSocket stays open", found)
    leave_for_the_next_check(tab, said=said)


@promise(1, 2, 3, needs=(test_a_message_appears_once_in_the_tab_that_sent_it,))
def test_markup_in_a_message_shows_as_text(subject, tabs):
    [tab] = in_any_room(subject.server, tabs, 1)
    markup = "<b>bold</b><img src=x onerror=\"document.title='run'\">&amp;"
    tab.say(markup)
    expect_messages(tab, "the tab", markup)
    expect(not tab.has("img[src=x]"), "it is text", "it became elements of the page")
    leave_for_the_next_check(tab, said=[*tab.before, markup])
