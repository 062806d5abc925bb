"""Where the consumer's handlers run, which only a look inside can tell."""

from tests.checks.promise import expect, promise
from tests.checks.test_one_tab import (
    test_a_message_appears_once_in_the_tab_that_sent_it as one_tab,
)


@promise(1, 2, needs=(one_tab,))
def test_handlers_run_on_a_worker_thread(handler_places):
    expected = "connect and receive of a synchronous consumer run on a worker thread"
    expect(handler_places == ["worker thread"], expected, f"{handler_places}")


@promise(3, needs=(one_tab,))
def test_handlers_run_on_the_event_loop(handler_places):
    expected = "connect and receive of an async consumer run on the event loop"
    expect(handler_places == ["event loop"], expected, f"{handler_places}")
