"""The class inherits a synchronous consumer while its methods are async."""

from tests.diagnosis.evidence import Evidence
from tests.diagnosis.rule import SAID, SOCKETS, Cause

EXPLAINS = SOCKETS
RANK = SAID
HINTS = (
    "Look at the line with class, and at the word def of each method.",
    "WebsocketConsumer calls its methods and awaits nothing: an async def does not run. "
    "The base class for async def is AsyncWebsocketConsumer.",
    "    from channels.generic.websocket import AsyncWebsocketConsumer\n\n"
    "    class ChatConsumer(AsyncWebsocketConsumer):",
)

CALLED_BY_CHANNELS = (
    *("connect", "receive", "disconnect", "receive_json"),
    *("websocket_connect", "websocket_receive", "websocket_disconnect"),
)


def match(seen: Evidence) -> Cause | None:
    consumer = seen.consumer
    if not consumer or consumer.is_async or not consumer.bases:
        return None
    methods = [
        method
        for method in consumer.defined
        if method.is_async
        and (method.name in CALLED_BY_CHANNELS or seen.never_awaited(method.name))
    ]
    base = next((name for name in consumer.bases if name.endswith("Consumer")), None)
    if not methods or not base:
        return None
    names = ", ".join(f"{method.name}()" for method in methods)
    if seen.step < 3:
        return Cause(
            f"{names} of {consumer.name} is async def, and {base} calls it without await, "
            "so it never runs",
            "write def without async here; the async consumer comes in stage 3",
            methods[0].place,
        )
    return Cause(
        f"{consumer.name} still inherits {base}, while {names} are async def: they are "
        "called and never awaited, so they do not run",
        f"inherit Async{base}",
        consumer.place,
    )
