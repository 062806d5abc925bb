"""What is left in Redis."""

import time

from tests.checks.promise import expect, promise
from tests.checks.test_two_processes import (
    test_two_server_processes_share_a_room as two_processes,
)
from tests.checks.test_two_tabs import (
    test_a_tab_in_another_room_sees_nothing as other_room,
)
from tests.harness.patience import PATIENCE
from tests.harness.sockets import Refused, open_socket
from tests.harness.subject import new_room


def members(client, room: str) -> int:
    """Return how much in Redis bears the room's name: members of its group.

    The pub/sub layer has one subscription for each server process with members, the
    core layer a sorted set with one entry for each member.
    """
    pattern = f"*{room}*"
    subscribed = client.execute_command("PUBSUB", "CHANNELS", pattern)
    sets = [key for key in client.keys(pattern) if client.type(key) == b"zset"]
    return len(subscribed) + sum(client.zcard(key) for key in sets)


def running(subject, room: str) -> set[int]:
    """Return the connections to a room whose consumer has not ended."""
    events = [event for event in subject.events if "connection" in event]
    opened = {
        event["connection"]
        for event in events
        if event["kind"] == "connection" and f"/{room}/" in event["path"]
    }
    ends = {"stopped", "consumer error"}
    return opened - {event["connection"] for event in events if event["kind"] in ends}


def wait_for(condition, within: float = PATIENCE) -> bool:
    """Ask again and again until the condition holds; return whether it came to that."""
    deadline = time.monotonic() + within
    while not (holds := condition()) and time.monotonic() < deadline:
        time.sleep(0.01)  # Redis does not tell others when a group changes
    return holds


@promise(2, 3, needs=(two_processes, other_room))
def test_a_closed_tab_leaves_nothing_behind(subject):
    import redis as redis_client  # here, because it takes a while to import

    room = new_room()
    with redis_client.Redis.from_url(subject.redis_url) as client:
        try:
            with (
                open_socket(subject.server, room) as first,
                open_socket(subject.server, room) as second,
            ):
                first.say("hello")
                first.hear()
                second.hear()  # nothing is on its way to it any more
                joined = members(client, room)
                expect(joined, "a group in Redis with the name of the room", "no group")
        except Refused as refusal:
            expect(False, "the handshake is accepted", str(refusal))
        left = wait_for(lambda: members(client, room) == 0)
        found = "the server's channel is still in it"
        expect(left, "the group is empty when both tabs are closed", found)
    ended = wait_for(lambda: not running(subject, room))
    found = "it waits for more to do"
    expect(ended, "the consumer of a closed tab stops", found)
