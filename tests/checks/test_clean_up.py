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
from tests.harness.subject import connections_to, groups_of, new_room


def ask_redis(url: str):
    """Return a client with a single connection, which can go to any database."""
    import redis  # here, because it takes a while to import

    return redis.Redis.from_url(url, single_connection_client=True)


def members(client, name: str) -> int:
    """Return how many members the groups have that bear this name.

    The pub/sub layer has one subscription for each server process with members, the
    core layer a sorted set with one entry for each member, in any of Redis's databases.
    """
    pattern = f"*group*{name}*"  # asgi__group__chat_lobby, asgi:group:chat_lobby
    number = len(client.execute_command("PUBSUB", "CHANNELS", pattern))
    for database in client.info("keyspace"):  # db0, db1 ...
        client.select(int(database.removeprefix("db")))
        sets = [key for key in client.keys(pattern) if client.type(key) == b"zset"]
        number += sum(client.zcard(key) for key in sets)
    return number


def running(subject, room: str) -> set[int]:
    """Return the connections to a room whose consumer has not ended."""
    ends = {"stopped", "consumer error"}
    events = [event for event in subject.server.events if event["kind"] in ends]
    ended = {event["connection"] for event in events}
    return connections_to(subject.server, room) - ended


def wait_for(condition, within: float = PATIENCE) -> bool:
    """Ask again and again until the condition holds; return whether it came to that."""
    deadline = time.monotonic() + within
    while not (holds := condition()) and time.monotonic() < deadline:
        time.sleep(0.01)  # Redis does not tell others when a group changes
    return holds


@promise(2, 3, needs=(two_processes, other_room))
def test_a_closed_tab_leaves_nothing_behind(subject):
    room = new_room()
    with ask_redis(subject.redis_url) as client:
        try:
            with open_socket(subject.server, room) as first:
                with open_socket(subject.server, room) as second:
                    first.say("hello")
                    first.hear()
                    second.hear()  # nothing is on its way to it any more
                    groups = groups_of(subject.server, room)
                    joined = sum(members(client, group) for group in groups)
                    expect(joined, "the group of the room is in Redis", "no group")
                wait_for(lambda: len(running(subject, room)) == 1)
                first.send_anyhow('{"message": "still here"}')
                goes_on = "still here" in first.hear_until("still here")
                code = first.close_code
                found = f"it is closed with code {code}" if code else "it hears nothing"
                expect(goes_on, "the tab that is still open goes on", found)
        except Refused as refusal:
            expect(False, "the handshake is accepted", str(refusal))
        left = wait_for(lambda: not any(members(client, group) for group in groups))
        found = "the server's channel is still in it"
        expect(left, "the group is empty when both tabs are closed", found)
    ended = wait_for(lambda: not running(subject, room))
    found = "it waits for more to do"
    expect(ended, "the consumer of a closed tab stops", found)
