"""The consumer refuses the message, and answers with an error."""

from tests.diagnosis.evidence import Evidence
from tests.diagnosis.frames import messages_in
from tests.diagnosis.rule import PLAIN, TALK, Cause
from tests.harness.sockets import error_in

EXPLAINS = TALK
RANK = PLAIN
HINTS = (
    "Look at what the page shows beside the log, and at the line that sends it.",
    "A message that is well formed must not be refused. See which if leads to the error, and "
    "what it looks at: an attribute of the class is one for all tabs.",
    "    if not message.strip():\n        raise BadFrame(...)   # only for what is empty",
)


def match(seen: Evidence) -> Cause | None:
    answers = [answer for frame in seen.frames_to_page if (answer := error_in(frame))]
    said = messages_in(seen.frames_from_page)
    if not answers or len(messages_in(seen.frames_to_page)) >= len(said):
        return None
    sends = [event for one in seen.talking for event in one.of("send")]
    places = [seen.place_of(event) for event in sends if event["places"]]
    return Cause(
        f'the consumer refuses what was typed, and answers with the error "{answers[-1]}"',
        "see why it does so for this message",
        places[-1] if places else None,
    )
