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
    for one in seen.talking:
        heard = len([e for e in one.of("dispatch") if e["type"] == "websocket.receive"])
        twice = {
            "group_send": len(one.of("group_send")) > heard > 0,
            "send": any(one.frames().count(frame) > 1 for frame in one.frames()),
        }
        for name, is_so in twice.items():
            if is_so and seen.consumer:
                calls = seen.consumer.calls(
                    name, *(["send_json"] if name == "send" else [])
                )
                place = calls[-1][0].at(calls[-1][1].line) if calls else None
                return Cause(
                    f"one message leads to more than one {name}",
                    f"call {name} once for a message",
                    place,
                )
    return None
