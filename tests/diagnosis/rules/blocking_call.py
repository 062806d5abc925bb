"""A call in an async handler holds up the whole server."""

from tests.diagnosis.evidence import Evidence
from tests.diagnosis.rule import BLOCKING, SAID, SOCKETS, Cause
from tests.diagnosis.source import Place
from tests.harness.blocking import blocking_calls

EXPLAINS = SOCKETS | BLOCKING
RANK = SAID
HINTS = (
    "Look at the line that is named: what takes time there?",
    "All async handlers share one thread. While one of them waits without await, every page "
    "and every room waits with it.",
    "    await asyncio.sleep(3)                       # for time.sleep(3)\n"
    "    await asyncio.to_thread(requests.get, url)   # for requests.get(url)",
)

INSTEAD = {
    "time.sleep": "use await asyncio.sleep(...)",
    "requests": "use an async client, or await asyncio.to_thread(...)",
}


def match(seen: Evidence) -> Cause | None:
    consumer = seen.consumer
    known = {
        (call.file, call.line): call
        for call in blocking_calls(seen.folder)
        if consumer and consumer.method_at(call.line, call.file)
    }
    # The last time that it is told of a call has its whole time.
    for event in reversed(seen.events_of("blocked")):
        inner = event["places"][-1]
        call = known.get((inner["file"], inner["line"]))
        name = call.name if call else f'"{inner["code"]}"'
        return Cause(
            f"while {name} ran, the whole server stood still for {event['seconds']:.1f} s: "
            "it blocks the event loop, and with it all visitors",
            instead(name),
            seen.place_of(event),
        )
    failing_is_ours = seen.check in BLOCKING or seen.errors
    if known and failing_is_ours:
        (file, line), call = min(known.items())
        if (
            seen.errors
            and not any(
                p["line"] == line and p["file"] == file
                for e in seen.errors
                for p in e["places"]
            )
            and seen.check not in BLOCKING
        ):
            return None
        return Cause(
            f"{call.name} in async def {call.function} blocks all visitors: while it runs, "
            "the whole server stands still",
            instead(call.name),
            Place(file, line, consumer.method_at(line, file).class_name),
        )
    return None


def instead(name: str) -> str:
    for key, advice in INSTEAD.items():
        if name == key or name.startswith(f"{key}."):
            return advice
    return "await an async version of it, or run it on a thread: await asyncio.to_thread(...)"
