"""A coroutine of the project is called and never awaited."""

import re

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
    for event in seen.coroutines_not_run:
        if event["places"]:
            name = event["what"].rpartition(".")[2]
            if name == "__call__":  # what sync_to_async makes
                called = re.search(r"(\w+)\(", event["places"][0]["code"])
                name = called[1] if called else "a coroutine"
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
