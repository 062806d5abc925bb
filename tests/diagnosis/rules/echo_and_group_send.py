"""The sender gets its message twice: once from receive(), once from the group."""

from tests.diagnosis.evidence import Evidence
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
        own = [f for f in one.frames("websocket.receive") if '"error"' not in f]
        from_group = [
            f for f in one.frames() if f not in own or one.frames().count(f) > 1
        ]
        if own and from_group and one.of("group_send"):
            method = seen.method("receive", "receive_json", "websocket_receive")
            calls = (
                [c for c in method.calls if c.name in {"send", "send_json"}]
                if method
                else []
            )
            return Cause(
                "the sender got the message twice: receive() sends it with self.send and to "
                "the group, which reaches the sender too",
                "drop self.send from receive(); the group reaches the sender already",
                method.at(calls[-1].line)
                if calls
                else (method.place if method else None),
            )
    return None
