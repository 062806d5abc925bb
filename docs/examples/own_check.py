"""A check of your own, see the chapter on testing; a test of the book runs it."""

from tests.checks.people import enter, expect_messages
from tests.checks.promise import promise
from tests.checks.test_one_tab import (
    test_a_message_appears_once_in_the_tab_that_sent_it as one_tab,
)
from tests.harness.subject import new_room


@promise(1, 2, 3, needs=(one_tab,))
def test_a_message_of_2000_letters_arrives_whole(subject, tabs):
    tab = enter(subject.server, tabs, new_room())
    message = "abcdefghij" * 200
    tab.say(message)
    expect_messages(tab, "the tab", message)
