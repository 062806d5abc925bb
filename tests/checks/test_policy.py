"""Good practice: the page works under a strict Content-Security-Policy."""

from tests.checks.people import enter_by_index
from tests.checks.promise import expect, promise
from tests.checks.test_one_tab import (
    test_a_message_appears_once_in_the_tab_that_sent_it as one_tab,
)
from tests.harness.subject import new_room

STRICT = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
STRICT += "connect-src 'self'; form-action 'self'; base-uri 'none'"


@promise(1, 2, 3, needs=(one_tab,), practice=True)
def test_the_page_works_under_a_strict_Content_Security_Policy(subject, tabs):
    with subject.another_server(WORKBOOK_CSP=STRICT) as server:
        tab = enter_by_index(server, tabs, new_room())
        if tab.connects().connected:
            tab.say("hello")
        ok, view = tab.shows("hello")
        expect(
            ok and not view.errors, "the page works", f"{view.errors or view.messages}"
        )
