"""The consumer is async, and this stage is about the synchronous one."""

from tests.diagnosis.evidence import Evidence
from tests.diagnosis.rule import INSIDE, WRITTEN, Cause

EXPLAINS = INSIDE
RANK = WRITTEN
HINTS = (
    "Look at the base class of the consumer.",
    "Stages 1 and 2 use WebsocketConsumer, whose methods are plain def. If you are further "
    "already, check stage 3.",
    "    class ChatConsumer(WebsocketConsumer):\n        def connect(self):",
)


def match(seen: Evidence) -> Cause | None:
    consumer = seen.consumer
    if not consumer or not consumer.is_async or seen.step == 3:
        return None
    return Cause(
        f"{consumer.name} is an async consumer already, which is the lesson of stage 3",
        "inherit WebsocketConsumer in this stage, or check stage 3",
        consumer.place,
    )
