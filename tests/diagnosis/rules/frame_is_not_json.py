"""The consumer sends text that is no JSON, and the page parses JSON."""

from tests.diagnosis.evidence import Evidence
from tests.diagnosis.frames import content
from tests.diagnosis.rule import SAID, TALK, TWO_PROCESSES, Cause

EXPLAINS = TALK | TWO_PROCESSES
RANK = SAID
HINTS = (
    "Look at the argument of self.send().",
    'The page expects JSON: {"message": "..."}.',
    '    self.send(text_data=json.dumps({"message": message}))',
)


def match(seen: Evidence) -> Cause | None:
    frames = seen.frames_to_page or [f for one in seen.talking for f in one.frames()]
    for frame in frames:
        if frame and len(frame) < 200 and not isinstance(content(frame), dict):
            calls = seen.consumer.calls("send", "send_json") if seen.consumer else []
            return Cause(
                f"the consumer sends {frame[:40]}, which is no JSON object, and the page "
                "parses JSON",
                "send json.dumps({...})",
                calls[-1][0].at(calls[-1][1].line) if calls else None,
            )
    return None
