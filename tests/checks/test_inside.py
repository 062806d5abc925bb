"""Where the consumer's handlers run, and what they hold up: a look inside can tell."""

from tests.checks.promise import expect, promise
from tests.checks.test_clean_up import running, wait_for
from tests.checks.test_one_tab import (
    test_a_message_appears_once_in_the_tab_that_sent_it as one_tab,
)
from tests.harness.blocking import blocking_calls
from tests.harness.sockets import Refused, open_socket
from tests.harness.subject import connections_to, new_room

WITH_ARTICLE = {"event loop": "the event loop", "worker thread": "a worker thread"}


def expect_all_awaited(subject) -> None:
    """Fail if a handler calls an async function and does not wait for it."""
    room = new_room()
    try:
        with open_socket(subject.server, room) as socket:
            socket.say("hello")
            socket.hear()
    except Refused as refusal:
        expect(False, "the handshake is accepted", str(refusal))
    wait_for(lambda: not running(subject, room))
    mine = connections_to(subject.server, room)
    for event in subject.server.events:
        forgotten = event["kind"] == "never awaited" and event["places"]
        if forgotten and event["connection"] in mine:
            place = event["places"][0]
            expect(
                False,
                "what a handler calls runs",
                f"nothing waits for the call at {place['file']}, line {place['line']}",
            )


def found_at(places: list[str]) -> str:
    """Return half a sentence about these places, or the error that is in their place."""
    if not places:
        return "none has sent anything"
    if not set(places) <= WITH_ARTICLE.keys():
        return "; ".join(places)
    return "they run on " + " and on ".join(WITH_ARTICLE[place] for place in places)


@promise(1, 2, needs=(one_tab,))
def test_handlers_run_on_a_worker_thread(subject, handler_places):
    expected = "connect and receive of a synchronous consumer run on a worker thread"
    expect(handler_places == ["worker thread"], expected, found_at(handler_places))
    expect_all_awaited(subject)


@promise(3, needs=(one_tab,))
def test_handlers_run_on_the_event_loop(subject, handler_places):
    expected = "connect and receive of an async consumer run on the event loop"
    expect(handler_places == ["event loop"], expected, found_at(handler_places))
    expect_all_awaited(subject)


@promise(3, needs=(test_handlers_run_on_the_event_loop,))
def test_no_handler_holds_up_the_event_loop(subject):
    expected = "a handler awaits what takes time, so that all others go on meanwhile"
    places = subject.handler_places
    wanted = "handlers run on the event loop"
    expect(places == ["event loop"], wanted, found_at(places))
    # The last time that it is told of a call has its whole time.
    for event in reversed(subject.events):
        if event["kind"] == "blocked":
            place = event["places"][-1]
            where = f"{place['file']}, line {place['line']}"
            stood = (
                f"the whole server stood still for {event['seconds']:.1f} s at {where}"
            )
            expect(False, expected, stood)
    for event in subject.events:
        if event["kind"] == "query on the loop":
            place = event["places"][-1]
            where = f"{place['file']}, line {place['line']}"
            expect(False, expected, f"a query runs on the event loop at {where}")
    for call in blocking_calls(subject.project.path):
        where = f"{call.file}, line {call.line}"
        through = (
            "" if call.within == call.called_by else f"{call.within}(), called by "
        )
        found = (
            f"{call.name} is called in {through}async def {call.called_by} at {where}"
        )
        expect(False, expected, found)
