"""A call in an async handler holds up the whole server."""

from tests.diagnosis.evidence import Evidence
from tests.diagnosis.rule import BLOCKING, CLEAN_UP, SAID, SOCKETS, Cause
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

LONG = 0.8  # seconds that explain why another check fails

INSTEAD = {
    "time.sleep": "use await asyncio.sleep(...)",
    "requests": "use an async client, or await asyncio.to_thread(...)",
}


def match(seen: Evidence) -> Cause | None:
    consumer = seen.consumer
    calls = [
        call
        for call in blocking_calls(seen.folder)
        if consumer and call.called_by in consumer.methods
    ]
    known = {(call.file, call.line): call for call in calls}
    least = 0 if seen.check in BLOCKING else LONG
    # The last time that it is told of a call has its whole time.
    told = seen.events_of("blocked")
    over = [event["places"] for event in told if event["over"]]
    for event in reversed(told):
        if not event["over"] and event["places"] in over:
            continue
        short = event["over"] and event["seconds"] < least
        if short or left_in_time(seen):
            continue
        inner = event["places"][-1]
        call = known.get((inner["file"], inner["line"]))
        name = call.name if call else f'"{shortened(inner["code"])}"'
        return Cause(
            f"while {name} ran, the whole server stood still for {event['seconds']:.1f} s: "
            "it blocks the event loop, and with it all visitors",
            instead(name),
            seen.place_of(event),
        )
    raised = {(p["file"], p["line"]) for e in seen.errors for p in e["places"]}
    if seen.check not in BLOCKING:
        calls = [call for call in calls if (call.file, call.line) in raised]
    for call in sorted(calls, key=lambda call: (call.file, call.line)):
        through = (
            f", which async def {call.called_by} calls,"
            if call.within != call.called_by
            else ""
        )
        kind = "" if through else "async def "
        return Cause(
            f"{call.name} in {kind}{call.within}{through} blocks all visitors: while it "
            "runs, the whole server stands still",
            (f"make {call.within} an async def, and " if through else "")
            + instead(call.name),
            seen.place_of({"places": [{"file": call.file, "line": call.line}]}),
        )
    return None


def instead(name: str) -> str:
    for key, advice in INSTEAD.items():
        if name == key or name.startswith(f"{key}."):
            return advice
    return "await an async version of it, or run it on a thread: await asyncio.to_thread(...)"


def left_in_time(seen: Evidence) -> bool:
    """Whether the check is about what is left behind, and all tabs have been let go."""
    joined = [one for one in seen.connections if one.joined]
    gone = all(one.handled("websocket.disconnect") for one in joined)
    return seen.check in CLEAN_UP and bool(joined) and gone


def shortened(code: str) -> str:
    return code if len(code) <= 70 else f"{code[:67]}..."
