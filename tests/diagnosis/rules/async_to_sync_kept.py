"""async_to_sync is used inside async def."""

from tests.diagnosis.calls import CALLED_BY_CHANNELS
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
    place = seen.place_of(error)
    method = seen.method_at(error["places"][-1]) if error["places"] else None
    if method and not method.is_async:
        return Cause(
            f"{method.name}() is a plain def, and in an async consumer it runs on the event "
            "loop all the same, where async_to_sync is not possible",
            f"write async def {method.name}, and await the call in it"
            + (
                ""
                if method.name in CALLED_BY_CHANNELS
                else f"; where {method.name}() is called, await that too"
            ),
            place,
        )
    return Cause(
        "async_to_sync is used inside async def, where the event loop already runs",
        "drop async_to_sync and await the call directly",
        place,
    )
