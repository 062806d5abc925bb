"""A method stands outside the class, or inside another method, so nobody calls it."""

from tests.diagnosis.evidence import Evidence
from tests.diagnosis.misplaced import misplaced
from tests.diagnosis.rule import CLEAN_UP, SAID, SOCKETS, Cause

EXPLAINS = SOCKETS
RANK = SAID
HINTS = (
    "Look at the spaces in front of each def in the file of the consumer.",
    "Python sees by the indent what a def belongs to. A method is as far in as the other "
    "methods of its class.",
    "class ChatConsumer(...):\n"
    "    def connect(self):\n"
    "        ...\n\n"
    "    def chat_message(self, event):   # four spaces, as connect\n"
    "        ...",
)


def match(seen: Evidence) -> Cause | None:
    sent = [event for one in seen.connections for event in one.of("group_send")]
    handlers = [str(event["type"]).replace(".", "_") for event in sent]
    ends = ["disconnect"] if seen.check in CLEAN_UP else []
    for name in ("connect", "receive", *handlers, *ends):
        if found := misplaced(seen, name):
            place, where = found
            return Cause(
                f"{name}() stands {where}, so it is no method of {seen.consumer.name}, and "
                "nobody calls it",
                f"give def {name} the same indent as the methods of the class",
                place,
            )
    return None
