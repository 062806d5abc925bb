"""A handler of an async consumer is a plain def."""

from tests.diagnosis.evidence import Evidence
from tests.diagnosis.rule import SAID, SOCKETS, Cause

EXPLAINS = SOCKETS
RANK = SAID
HINTS = (
    "Look at the word def of each method of your consumer.",
    "AsyncWebsocketConsumer awaits every handler. A plain def returns None, and None cannot "
    "be awaited; the traceback ends in Channels and does not name your method.",
    "    async def chat_message(self, event):\n        await self.send(...)",
)


def match(seen: Evidence) -> Cause | None:
    error = seen.error_like("object NoneType can't be used in 'await' expression")
    error = error or seen.error_like("'NoneType' object can't be awaited")
    consumer = seen.consumer
    if not error or not consumer or error["places"]:
        return None
    kind = str(error["handling"])
    name = kind.replace(".", "_")
    names = [name, name.removeprefix("websocket_")]
    plain = [m for m in consumer.defined if m.name in names and not m.is_async]
    if not plain:
        return None
    method = plain[-1]
    return Cause(
        f"in an async consumer every handler is async def: {method.name} is still a plain def",
        f"write async def {method.name}, and await what it calls",
        method.place,
    )
