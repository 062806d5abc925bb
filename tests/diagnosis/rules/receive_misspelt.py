"""The consumer has no receive(), so what arrives is thrown away."""

from tests.diagnosis.evidence import Evidence, near
from tests.diagnosis.rule import DONE, SOCKETS, Cause

EXPLAINS = SOCKETS
RANK = DONE
HINTS = (
    "Look at the names of the methods of your consumer.",
    "The base class has a receive() of its own that does nothing. A method with another name "
    "is never called.",
    "    def receive(self, text_data=None, bytes_data=None):",
)

OTHERS = {"connect", "disconnect", "chat_message"}


def match(seen: Evidence) -> Cause | None:
    consumer = seen.consumer
    json = bool(consumer) and any("Json" in base for base in consumer.bases)
    names = ("receive", "websocket_receive", *(["receive_json"] if json else []))
    if not consumer or not seen.talking or seen.errors or seen.method(*names):
        return None
    wanted = "receive_json" if json else "receive"
    own = set(consumer.methods) - OTHERS
    other = near(wanted, own, 0.6) or near("receive", own, 0.5)
    has = f" (found {other})" if other else ""
    word = "async def" if consumer.is_async else "def"
    what = "content" if json else "text_data=None, bytes_data=None"
    return Cause(
        f"{consumer.name} has no {wanted}() method{has}: messages arrive and are thrown away",
        f"name it {wanted}: {word} {wanted}(self, {what})",
        consumer.methods[other].place if other else consumer.place,
    )
