"""The consumer sends to a group, and this stage is about one connection."""

from tests.diagnosis.calls import place_of_layer_call
from tests.diagnosis.evidence import Evidence
from tests.diagnosis.rule import DONE, TWO_TABS, Cause

EXPLAINS = TWO_TABS
RANK = DONE
HINTS = (
    "Look at what receive() calls to send a message.",
    "In stage 1 it goes back on the connection on which it came. Groups are the lesson of "
    "stage 2. If you are further already, check that stage.",
    "    def receive(self, text_data=None, bytes_data=None):\n        ...\n"
    "        self.send(text_data=...)",
)


def match(seen: Evidence) -> Cause | None:
    sent = [event for one in seen.connections for event in one.of("group_send")]
    if seen.step != 1 or not sent:
        return None
    further = 3 if seen.consumer and seen.consumer.is_async else 2
    return Cause(
        f"the consumer sends to a group, which is the lesson of stage 2: this looks like "
        f"stage {further}",
        f"check stage {further} (nox -s check -- {further}), or use self.send() here",
        place_of_layer_call(seen, sent[0]),
    )
