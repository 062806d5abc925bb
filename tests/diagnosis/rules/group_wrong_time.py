"""A connection joins its group too late, or leaves it too early."""

from itertools import pairwise

from tests.diagnosis.calls import place_of_layer_call, spoken_name
from tests.diagnosis.evidence import Evidence
from tests.diagnosis.rule import DONE, TALK, TWO_PROCESSES, Cause

EXPLAINS = TALK | TWO_PROCESSES
RANK = DONE
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
            "write self.accept() below group_add, and wait for group_add",
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
    """Return the group_add of a connection that was accepted before and missed an event."""
    sent = [event for one in seen.connections for event in one.of("group_send")]
    for one in seen.connections:
        order = [
            event for event in one.events if event["kind"] in {"send", "group_add"}
        ]
        late = None
        for before, event in pairwise(order):
            is_late = (before.get("type"), event["kind"]) == (
                "websocket.accept",
                "group_add",
            )
            if is_late and event["handling"] != "websocket.receive":
                late = event
        if late and any(event["group"] == late["group"] for event in sent):
            kinds = {event["type"] for event in sent if event["group"] == late["group"]}
            got = [event for event in one.of("dispatch") if event["type"] in kinds]
            if len(got) < len([e for e in sent if e["group"] == late["group"]]):
                return late
    return None
