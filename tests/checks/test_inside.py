"""Where the consumer's handlers run, which only a look inside can tell."""

from tests.checks.promise import expect, promise
from tests.checks.test_handshake import (
    test_a_WebSocket_handshake_is_accepted as accepts,
)


@promise(1, 2, needs=(accepts,))
def test_handlers_run_on_a_worker_thread(handler_places):
    expected = "connect and receive of a synchronous consumer run on a worker thread"
    expect(handler_places == ["worker thread"], expected, f"{handler_places}")


@promise(3, needs=(accepts,))
def test_handlers_run_on_the_event_loop(handler_places):
    expected = "connect and receive of an async consumer run on the event loop"
    expect(handler_places == ["event loop"], expected, f"{handler_places}")
