"""async_to_sync is used inside async def."""

from tests.diagnosis.evidence import Evidence
from tests.diagnosis.rule import SAID, SOCKETS, Cause

EXPLAINS = SOCKETS
RANK = SAID
HINTS = (
    "Look for async_to_sync in your consumer.",
    "It lets synchronous code wait for a coroutine. Inside async def there is await for that.",
    "    await self.channel_layer.group_add(self.room_group_name, self.channel_name)",
)


def match(seen: Evidence) -> Cause | None:
    error = seen.error_like("You cannot use AsyncToSync in the same thread")
    if not error:
        return None
    return Cause(
        "async_to_sync is used inside async def, where the event loop already runs",
        "drop async_to_sync and await the call directly",
        seen.place_of(error),
    )
