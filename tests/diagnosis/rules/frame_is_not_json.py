"""The consumer sends something that is no JSON object, and the page parses JSON."""

from tests.diagnosis.events import Connection
from tests.diagnosis.evidence import Evidence
from tests.diagnosis.frames import content
from tests.diagnosis.rule import SAID, TALK, TWO_PROCESSES, Cause
from tests.diagnosis.source import Place

EXPLAINS = TALK | TWO_PROCESSES
RANK = SAID
MOST = 200  # characters of a frame that are known
HINTS = (
    "Look at the argument of self.send().",
    'The page expects JSON: {"message": "..."}.',
    '    self.send(text_data=json.dumps({"message": message}))',
)


def match(seen: Evidence) -> Cause | None:
    for one in seen.connections:
        sent = [
            event
            for event in one.of("sent")
            if event["type"] == "websocket.send"
            and event["handling"] != "websocket.connect"
        ]
        for event in sent:
            place = place_of_send(seen, one, event)
            if event["binary"]:
                return Cause(
                    "the consumer sends bytes, and the page expects text",
                    "write self.send(text_data=json.dumps({...})), not bytes_data",
                    place,
                )
            frame = event["text"]
            if not frame or len(frame) >= MOST or isinstance(content(frame), dict):
                continue
            inner = content(frame)
            if isinstance(inner, str) and isinstance(content(inner), dict):
                return Cause(
                    f"the consumer makes JSON of the message twice: it sends {frame[:40]}, "
                    "so the page gets a text and no object",
                    "call json.dumps once; send_json() does it for you",
                    place,
                )
            return Cause(
                f"the consumer sends {frame[:40]}, which is no JSON object, and the page "
                "parses JSON",
                "send json.dumps({...})",
                place,
            )
    return None


def place_of_send(seen: Evidence, one: Connection, event: dict) -> Place | None:
    """Return where a handler called send() for this."""
    for call in one.of("send"):
        same = (call["type"], call["handling"]) == (event["type"], event["handling"])
        if same and call["places"]:
            return seen.place_of(call)
    calls = seen.consumer.calls("send", "send_json") if seen.consumer else []
    return calls[-1][0].at(calls[-1][1].line) if calls else None
