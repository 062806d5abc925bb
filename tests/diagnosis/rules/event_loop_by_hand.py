"""A handler asks asyncio to run a coroutine in a way that does not work there."""

from tests.diagnosis.evidence import Evidence
from tests.diagnosis.rule import SAID, SOCKETS, Cause

EXPLAINS = SOCKETS
RANK = SAID
HINTS = (
    "Look at the line with asyncio.",
    "A handler of an async consumer runs on the event loop: it just awaits. One of a "
    "synchronous consumer runs on a thread without a loop: async_to_sync brings the call to it.",
    "    await self.channel_layer.group_send(...)                 # async def\n"
    "    async_to_sync(self.channel_layer.group_send)(...)        # def",
)

NO_LOOP = ("no running event loop", "There is no current event loop")
RUNNING = (
    "asyncio.run() cannot be called from a running event loop",
    "This event loop is already running",
    "Cannot run the event loop while another loop is running",
)


def match(seen: Evidence) -> Cause | None:
    if error := seen.error_like(*RUNNING):
        return Cause(
            "the event loop already runs this handler, so the handler cannot run the loop",
            "await the call directly, without asyncio",
            seen.place_of(error),
        )
    if error := seen.error_like(*NO_LOOP):
        return Cause(
            "a handler of a synchronous consumer runs on a thread, where there is no event "
            "loop for asyncio",
            "wrap what you call: async_to_sync(...)(...), without asyncio",
            seen.place_of(error),
        )
    return None
