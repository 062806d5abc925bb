"""The consumer inherits a class that knows nothing of connect() and receive()."""

from tests.diagnosis.evidence import Evidence
from tests.diagnosis.rule import SAID, SOCKETS, Cause

EXPLAINS = SOCKETS
RANK = SAID
HINTS = (
    "Look at the line with class.",
    "SyncConsumer and AsyncConsumer hand on events by their types. WebsocketConsumer and "
    "AsyncWebsocketConsumer are made of them, and call connect(), receive() and disconnect().",
    "    from channels.generic.websocket import WebsocketConsumer\n\n"
    "    class ChatConsumer(WebsocketConsumer):",
)


def match(seen: Evidence) -> Cause | None:
    consumer = seen.consumer
    told = seen.error_like("No handler for message type websocket.connect")
    if not told or not consumer:
        return None
    base = next((name for name in consumer.bases if name.endswith("Consumer")), None)
    if not base or any("Websocket" in name for name in consumer.bases):
        return None
    better = "AsyncWebsocketConsumer" if consumer.is_async else "WebsocketConsumer"
    return Cause(
        f"{consumer.name} inherits {base}, which does not call connect() and receive()",
        f"inherit {better}, from channels.generic.websocket",
        consumer.place,
    )
