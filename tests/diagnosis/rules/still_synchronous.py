"""The consumer is still synchronous, and stage 3 is about the async one."""

from tests.diagnosis.evidence import Evidence
from tests.diagnosis.rule import INSIDE, WRITTEN, Cause

EXPLAINS = INSIDE
RANK = WRITTEN
HINTS = (
    "Look at the base class of the consumer and at its methods.",
    "Inherit AsyncWebsocketConsumer, write async def, await what you call, and drop "
    "async_to_sync.",
    "    class ChatConsumer(AsyncWebsocketConsumer):\n        async def connect(self):\n"
    "            ...\n            await self.accept()",
)


def match(seen: Evidence) -> Cause | None:
    consumer = seen.consumer
    if not consumer or consumer.is_async or seen.step != 3:
        return None
    base = next((name for name in consumer.bases if name.endswith("Consumer")), "it")
    return Cause(
        f"{consumer.name} is still synchronous: it inherits {base}",
        f"inherit Async{base}, write async def, and await what the methods call",
        consumer.place,
    )
