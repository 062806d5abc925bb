"""A handler of the consumer does not come to its end."""

from tests.diagnosis.evidence import Evidence
from tests.diagnosis.rule import DONE, SOCKETS, Cause

EXPLAINS = SOCKETS
RANK = DONE
HINTS = (
    "Follow the method line by line: which of them takes for ever?",
    "A handler has to return. A sleep, a loop, an input() or a wait for something that does "
    "not come keeps the WebSocket from everything else.",
    "    # remove the loop or the wait",
)

NAMES = {
    "websocket.connect": ("connect", "websocket_connect"),
    "websocket.receive": ("receive", "receive_json", "websocket_receive"),
}
WAITS = {"sleep", "input", "wait", "join", "urlopen"}


def match(seen: Evidence) -> Cause | None:
    if seen.events_of("blocked") or seen.events_of("ended") or seen.errors:
        return None  # these say more
    for one in seen.connections:
        begun = [event["type"] for event in one.of("dispatch")]
        ended = [event["type"] for event in one.of("handled")]
        for kind, names in NAMES.items():
            method = seen.method(*names)
            if not method or begun.count(kind) <= ended.count(kind):
                continue
            if one.of("sent") and kind == "websocket.connect":
                continue
            waits = [call for call in method.calls if call.name in WAITS]
            what = f": it is busy with {waits[0].text}()" if len(waits) == 1 else ""
            return Cause(
                f"{method.name}() does not come to its end{what}",
                "see which line waits or goes round for ever",
                method.at(waits[0].line) if len(waits) == 1 else method.place,
            )
    return None
