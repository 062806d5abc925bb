"""A connection joins its group too late, or leaves it too early."""

from tests.diagnosis.calls import place_of_layer_call, spoken_name
from tests.diagnosis.events import Connection
from tests.diagnosis.evidence import Evidence
from tests.diagnosis.rule import DONE, JOINED, TALK, TWO_PROCESSES, Cause

EXPLAINS = TALK | TWO_PROCESSES
RANK = DONE
CONNECT = "websocket.connect"
HINTS = (
    "Look at which method calls group_add, and which group_discard.",
    "A connection is in its group as long as it is open: connect() joins, before "
    "self.accept(), and disconnect() leaves.",
    "    def connect(self):\n        ...group_add...\n        self.accept()\n\n"
    "    def disconnect(self, close_code):\n        ...group_discard...",
)


def match(seen: Evidence) -> Cause | None:
    for one in seen.connections:
        for event in one.of("group_discard"):
            early = event["handling"] != "websocket.disconnect"
            later = one.events[one.events.index(event) :]
            again = any(
                (e["kind"], e.get("group")) == ("group_add", event["group"])
                for e in later
            )
            if early and event["group"] in one.joined and not again:
                return Cause(
                    f"{spoken_name(seen, event['handling'])} takes the connection out of "
                    "its group, so it hears nothing from then on",
                    "move group_discard to disconnect()",
                    place_of_layer_call(seen, event),
                )
    if event := accepted_too_early(seen):
        return Cause(
            "the handshake is accepted before the connection has joined its group, so it "
            "misses what is said in between",
            "let connect() call group_add first and wait for it (await, or async_to_sync "
            "in a synchronous consumer), and self.accept() after that",
            place_of_layer_call(seen, event),
        )
    deaf = [one for one in seen.connections if one.accepted and not one.joined]
    late = [
        event
        for one in seen.connections
        for event in one.of("group_add")
        if event["handling"] == "websocket.receive"
    ]
    if deaf and late:
        return Cause(
            "a connection joins the group only when its tab says something: one that has "
            "said nothing yet hears nothing",
            "move group_add to connect(), before self.accept()",
            place_of_layer_call(seen, late[0]),
        )
    return None


def accepted_too_early(seen: Evidence) -> dict | None:
    """Return the group_add of a connection that was accepted before it.

    In all checks but the one of this order it is a cause only where it missed an event.
    """
    sent = [event for one in seen.connections for event in one.of("group_send")]
    for one in seen.connections:
        late = joined_after_accept(one)
        if late is None:
            continue
        told = [event["type"] for event in sent if event["group"] == late["group"]]
        got = [event for event in one.of("dispatch") if event["type"] in told]
        if seen.check in JOINED or len(got) < len(told):
            return late
    return None


def joined_after_accept(one: Connection) -> dict | None:
    """Return the first group_add, if it was called in connect() after accept()."""
    accepted = False
    for event in one.events:
        if event.get("type") == "websocket.accept":
            accepted = True
        elif event["kind"] == "group_add":
            return event if accepted and event["handling"] == CONNECT else None
    return None
