"""Where the consumer's handlers run, and what they hold up: a look inside can tell."""

from tests.checks.promise import expect, promise
from tests.checks.test_one_tab import (
    test_a_message_appears_once_in_the_tab_that_sent_it as one_tab,
)
from tests.harness.blocking import blocking_calls


@promise(1, 2, needs=(one_tab,))
def test_handlers_run_on_a_worker_thread(handler_places):
    expected = "connect and receive of a synchronous consumer run on a worker thread"
    expect(handler_places == ["worker thread"], expected, f"{handler_places}")


@promise(3, needs=(one_tab,))
def test_handlers_run_on_the_event_loop(handler_places):
    expected = "connect and receive of an async consumer run on the event loop"
    expect(handler_places == ["event loop"], expected, f"{handler_places}")


@promise(3, needs=(test_handlers_run_on_the_event_loop,))
def test_no_handler_holds_up_the_event_loop(subject):
    expected = "a handler awaits what takes time, so that all others go on meanwhile"
    places = subject.handler_places
    expect(places == ["event loop"], "handlers run on the event loop", f"{places}")
    # The last time that it is told of a call has its whole time.
    for event in reversed(subject.events):
        if event["kind"] == "blocked":
            place = event["places"][-1]
            where = f"{place['file']}, line {place['line']}"
            stood = (
                f"the whole server stood still for {event['seconds']:.1f} s at {where}"
            )
            expect(False, expected, stood)
    for call in blocking_calls(subject.project.path):
        where = f"{call.file}, line {call.line}"
        expect(False, expected, f"{call.name} is called in an async def at {where}")
