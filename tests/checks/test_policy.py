"""Good practice: the page works as real sites serve it."""

from tests.checks.people import enter_by_index, what_sockets_did
from tests.checks.promise import expect, promise
from tests.checks.test_one_tab import (
    test_a_message_appears_once_in_the_tab_that_sent_it as one_tab,
)
from tests.harness.subject import new_room
from tests.harness.tls import SecureFront

STRICT = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
STRICT += "connect-src 'self'; form-action 'self'; base-uri 'none'"


@promise(1, 2, 3, needs=(one_tab,), practice=True)
def test_the_page_works_under_a_strict_Content_Security_Policy(subject, tabs):
    with subject.another_server(WORKBOOK_CSP=STRICT) as server:
        tab = enter_by_index(server, tabs, new_room())
        if tab.connects().connected:
            tab.say("hello")
        ok, view = tab.shows("hello")
        shown = f"it shows {', '.join(view.messages) or 'nothing'}"
        found = "; ".join(view.errors) or shown
        expect(ok and not view.errors, "the page works", found)


@promise(1, 2, 3, needs=(one_tab,), practice=True)
def test_the_page_works_on_an_https_site(subject, tabs):
    with SecureFront(subject.server.port) as front:
        tab = tabs.open(f"{front.url}/chat/{new_room()}/")
        view = tab.connects()
        expect(
            view.connected,
            "the page's WebSocket opens over wss",
            what_sockets_did(view),
        )
        tab.say("hello")
        ok, view = tab.shows("hello")
        expect(ok, 'the tab shows "hello"', f"it shows {view.messages}")
        tab.leave()
