"""A synchronous handler takes so long that the message comes too late."""

from tests.diagnosis.evidence import Evidence
from tests.diagnosis.rule import TALK, WRITTEN, Cause

EXPLAINS = TALK
RANK = WRITTEN
HINTS = (
    "Look for what takes time in your handlers: time.sleep, a request, a big loop.",
    "All synchronous consumers share one thread: while a handler waits, all rooms wait.",
    "    # remove time.sleep(...)",
)


def match(seen: Evidence) -> Cause | None:
    consumer = seen.consumer
    if not consumer or consumer.is_async or seen.errors:
        return None
    calls = consumer.calls("sleep", "urlopen", "input") + [
        (method, call)
        for method in consumer.defined
        for call in method.calls
        if call.text.startswith("requests.")
    ]
    for method, call in calls:
        return Cause(
            f"{call.text}() in {method.name}() makes every message late: all synchronous "
            "consumers share one thread",
            f"do without {call.text}()",
            method.at(call.line),
        )
    return None
