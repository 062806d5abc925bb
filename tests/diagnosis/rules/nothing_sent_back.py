"""The consumer gets the message and sends nothing to the browser."""

from tests.diagnosis.evidence import Evidence
from tests.diagnosis.rule import TALK, TWO_PROCESSES, WRITTEN, Cause

EXPLAINS = TALK | TWO_PROCESSES
RANK = WRITTEN
HINTS = (
    "Follow a message through the methods of your consumer.",
    "It ends in a self.send(), in receive() at stage 1, in chat_message() from stage 2 on.",
    '    self.send(text_data=json.dumps({"message": message}))',
)


def match(seen: Evidence) -> Cause | None:
    talking = seen.talking
    if not talking or seen.errors or any(one.frames() for one in seen.connections):
        return None
    if seen.never_awaited("send", "send_json", "group_send", "group_add"):
        return None
    if any(one.of("blocked") for one in talking) or not seen.consumer:
        return None
    events = [event for one in talking for event in one.of("group_send")]
    kind = events[0]["type"] if events else None
    reached = kind and any(one.handled(kind) for one in seen.connections)
    if events and not reached:
        return None
    names = [kind.replace(".", "_")] if kind else ["receive", "receive_json"]
    method = seen.method(*names)
    if not method:
        return None
    calls = [call for call in method.calls if call.name in {"send", "send_json"}]
    if calls:
        return Cause(
            f"{method.name}() ran and did not come to its {calls[0].text}()",
            "see which if or return is in the way",
            method.at(calls[0].line),
        )
    word = "await " if seen.consumer.is_async else ""
    return Cause(
        f"{method.name}() ran and sent nothing to the browser",
        f"end it with {word}self.send(text_data=json.dumps(...))",
        method.place,
    )
