"""The consumer sends something else than what was said."""

from tests.diagnosis.calls import handler_of, spoken_name
from tests.diagnosis.evidence import Evidence
from tests.diagnosis.frames import content
from tests.diagnosis.rule import MARKUP, PLAIN, TALK, TWO_PROCESSES, Cause

EXPLAINS = TALK | TWO_PROCESSES | MARKUP
RANK = PLAIN
HINTS = (
    "Look at what your consumer gives to self.send().",
    "The page shows each message that arrives, so a message arrives once, as it was typed, "
    "and nothing else arrives.",
    '    self.send(text_data=json.dumps({"message": message}))',
)


def match(seen: Evidence) -> Cause | None:
    said = [message_in(frame) for frame in seen.frames_from_page]
    for one in seen.connections:
        for event in one.of("sent"):
            if event["type"] != "websocket.send" or not said:
                continue
            text = message_in(event["text"])
            got = [message_in(frame) for frame in one.frames()]
            again = got.count(text) > said.count(text)
            if text is not None and (text not in said or again):
                what = (
                    "more often than it was typed"
                    if again and text in said
                    else ("which nobody has typed")
                )
                calls = [
                    call
                    for call in one.of("send")
                    if (call["type"], call["handling"])
                    == (event["type"], event["handling"])
                ]
                method = handler_of(seen, event["handling"])
                return Cause(
                    f'{spoken_name(seen, event["handling"])} sends "{text}", {what}, '
                    "and the page shows it as a message",
                    "send what was said, and nothing else",
                    (seen.place_of(calls[0]) if calls else None)
                    or (method.place if method else None),
                )
    return None


def message_in(frame: str | None) -> str | None:
    found = content(frame) if frame else None
    text = found.get("message") if isinstance(found, dict) else None
    return text if isinstance(text, str) else None
