"""The consumer gets the message and sends nothing to the browser."""

import ast

from tests.diagnosis.calls import handler_of, not_reached, skipped_method
from tests.diagnosis.evidence import Evidence
from tests.diagnosis.rule import TALK, TWO_PROCESSES, WRITTEN, Cause
from tests.diagnosis.source import Method

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
    if not seen.consumer or skipped_method(seen, "send", "send_json", "group_send"):
        return None
    events = [event for one in talking for event in one.of("group_send")]
    kind = events[0]["type"] if events else "websocket.receive"
    if not any(one.handled(kind) for one in seen.connections):
        return None
    method = handler_of(seen, kind)
    if not method:
        return None
    sends = ("send", "send_json")
    calls = [
        call
        for call in method.calls
        if call.name in sends and not method.is_error_path(call.line)
    ]
    if calls:
        return Cause(
            f"{method.name}() ran and did not come to its {calls[0].text}()",
            "see which if, return or except is in the way",
            method.at(calls[0].line),
        )
    if found := not_reached(seen, "send") or not_reached(seen, "send_json"):
        why, what, where = found
        there = seen.method_at({"line": where.line, "file": where.file})
        if there and not there.is_error_path(where.line):
            return Cause(f"nothing was sent to the browser: {why}", what, where)
    returned = returned_value(method)
    if returned:
        return Cause(
            f"{method.name}() returns what it should send, and nobody reads that",
            f"write {word(seen)}self.send(text_data=...) for return",
            method.at(returned),
        )
    return Cause(
        f"{method.name}() ran and sent nothing to the browser",
        f"end it with {word(seen)}self.send(text_data=json.dumps(...))",
        method.place,
    )


def word(seen: Evidence) -> str:
    return "await " if seen.consumer.is_async else ""


def returned_value(method: Method) -> int | None:
    """Return the line that returns a value, or None."""
    for node in ast.walk(method.node):
        if isinstance(node, ast.Return) and isinstance(
            node.value, (ast.Call, ast.Dict, ast.Name, ast.JoinedStr)
        ):
            return node.lineno
    return None
