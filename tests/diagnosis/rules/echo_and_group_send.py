"""The sender gets its message twice: once from receive(), once from the group."""

from tests.diagnosis.evidence import Evidence
from tests.diagnosis.frames import keys_of
from tests.diagnosis.rule import DONE, TALK, TWO_PROCESSES, Cause

EXPLAINS = TALK | TWO_PROCESSES
RANK = DONE
HINTS = (
    "Look at receive() in your consumer.",
    "The group reaches every tab in the room, the one that spoke included. self.send() in "
    "receive() sends the same once more.",
    "    # receive() without self.send(...): chat_message() does it",
)


def match(seen: Evidence) -> Cause | None:
    for one in seen.talking:
        kinds = {event["type"] for event in one.of("group_send")}
        own = [frame for frame in one.frames("websocket.receive") if is_message(frame)]
        from_group = [frame for kind in kinds for frame in one.frames(kind)]
        if not own or not (set(own) & set(from_group) or one.errors == []):
            continue
        if not kinds:
            continue
        calls = [
            event
            for event in one.of("send")
            if (event["type"], event["handling"])
            == ("websocket.send", "websocket.receive")
            and event["places"]
        ]
        method = seen.method("receive", "receive_json", "websocket_receive")
        if not method:
            return None
        how, what = "sends it with self.send", "self.send"
        place = method.place
        if calls:
            place = seen.place_of_call(calls[-1])
            inner = seen.method_at(calls[-1]["places"][-1])
            if inner and inner.name != method.name:
                how = what = f"{inner.name}()"
                how = f"calls {how}, which has self.send,"
        return Cause(
            f"the sender got the message twice: {method.name}() {how} and to "
            "the group, which reaches the sender too",
            f"drop {what} from {method.name}(); the group reaches the sender already",
            place,
        )
    return None


def is_message(frame: str) -> bool:
    return "message" in keys_of(frame)
