"""A coroutine of the project is called and never awaited."""

from tests.diagnosis.evidence import Evidence
from tests.diagnosis.rule import PLAIN, SOCKETS, Cause

EXPLAINS = SOCKETS
RANK = PLAIN
HINTS = (
    "Look at the line that is named.",
    "Calling an async def only makes a coroutine. It runs when it is awaited.",
    "    await self.join()",
)


def match(seen: Evidence) -> Cause | None:
    for event in seen.events_of("never awaited"):
        if event["places"]:
            name = event["what"].rpartition(".")[2]
            wrap = (
                ""
                if seen.consumer and seen.consumer.is_async
                else (", or in a synchronous method async_to_sync(...)(...)")
            )
            return Cause(
                f"{name}() was called and never awaited, so it did not run",
                f"write await before the call{wrap}",
                seen.place_of_call(event),
            )
    return None
