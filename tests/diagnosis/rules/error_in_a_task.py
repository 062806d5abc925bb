"""A task or a thread that a handler starts stops with an error that nobody sees."""

from tests.diagnosis.evidence import Evidence
from tests.diagnosis.rule import DONE, SOCKETS, Cause

EXPLAINS = SOCKETS
RANK = DONE
HINTS = (
    "Look for create_task, ensure_future and Thread in your consumer.",
    "What a task raises goes to who awaits the task, and here nobody does: the consumer goes "
    "on as if all was well. Await the call directly, unless it may take long.",
    "    await self.broadcast(message)   # for asyncio.create_task(self.broadcast(message))",
)


def match(seen: Evidence) -> Cause | None:
    if seen.errors or not seen.connections:
        return None
    for kind, where in (("task error", "a task"), ("thread error", "a thread")):
        for error in seen.events_of(kind):
            if error["places"]:
                said = f"{error['error']}: {error['text']}".splitlines()[0]
                return Cause(
                    f"{where} that the consumer started stops with {said}; nobody waits "
                    "for it, so the consumer does not notice",
                    "mend this line, and await the call directly where you can",
                    seen.place_of(error),
                )
    return None
