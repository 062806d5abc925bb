"""The server sends the same message more than once to one tab."""

from tests.diagnosis.evidence import Evidence
from tests.diagnosis.rule import TALK, TWO_PROCESSES, WRITTEN, Cause

EXPLAINS = TALK | TWO_PROCESSES
RANK = WRITTEN
HINTS = (
    "Count what is called once for one message: group_add, group_send, send.",
    "Each group_send brings one event to each member, and each self.send() one frame to the "
    "browser.",
    "    # one group_send in receive(), one self.send() in chat_message()",
)


def match(seen: Evidence) -> Cause | None:
    if not seen.consumer:
        return None
    for one in seen.talking:
        heard = [e for e in one.of("dispatch") if e["type"] == "websocket.receive"]
        sent = one.of("group_send")
        if len(sent) > len(heard) > 0:
            return cause(seen, "group_send", sent)
        # Each message that it got, from its tab or from the group, may go out once.
        kinds = {event["type"] for event in sent} or {"websocket.receive"}
        came = [e for e in one.of("dispatch") if e["type"] in kinds]
        out = [
            event
            for event in one.of("send")
            if event["type"] == "websocket.send" and event["handling"] in kinds
        ]
        if came and len(out) > len(came):
            return cause(seen, "send", out)
    return None


def cause(seen: Evidence, name: str, events: list[dict]) -> Cause:
    places = [place for event in events if (place := seen.place_of(event))]
    if not places:
        calls = seen.consumer.calls(name, f"{name}_json")
        places = [method.at(call.line) for method, call in calls]
    lines = sorted({place.line for place in places})
    method = (
        seen.method_at({"file": places[-1].file, "line": lines[-1]}) if lines else None
    )
    if len(lines) == 1 and method and method.is_in_loop(lines[0]):
        return Cause(
            f"one message leads to more than one {name}: it is in a loop, in "
            f"{method.name}()",
            f"call {name} once for a message, outside of the loop",
            places[-1],
        )
    where = f", at lines {' and '.join(map(str, lines))}" if len(lines) > 1 else ""
    return Cause(
        f"one message leads to more than one {name}{where}",
        f"call {name} once for a message",
        places[-1] if places else None,
    )
