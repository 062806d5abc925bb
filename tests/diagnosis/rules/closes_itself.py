"""The consumer closes the WebSocket, or stops, while people still use it."""

from tests.diagnosis.calls import handler_of, spoken_name
from tests.diagnosis.events import Connection
from tests.diagnosis.evidence import Evidence
from tests.diagnosis.rule import DONE, SOCKETS, Cause

EXPLAINS = SOCKETS
RANK = DONE
HINTS = (
    "Look for self.close() and StopConsumer in your consumer.",
    "A WebSocket stays open from message to message. The browser closes it when the tab goes, "
    "and disconnect() is called then.",
    "    # neither self.close() nor raise StopConsumer in receive() or chat_message()",
)


def match(seen: Evidence) -> Cause | None:
    for one in seen.connections:
        if not one.accepted or any(e["error"] != "Disconnected" for e in one.errors):
            continue
        for event in one.of("send"):
            closes = event["type"] == "websocket.close"
            if closes and event["handling"] != "websocket.disconnect":
                name = spoken_name(seen, event["handling"])
                return Cause(
                    f"{name} closes the WebSocket itself, so what comes after that is lost",
                    "drop self.close(); a tab that goes closes its WebSocket",
                    seen.place_of(event),
                )
        if event := stopped(one):
            method = handler_of(seen, event["handling"])
            line = method.raises("StopConsumer") if method else None
            return Cause(
                f"the consumer stops in {spoken_name(seen, event['handling'])}, while the "
                "WebSocket is still open: StopConsumer ends it for good",
                "drop raise StopConsumer; Channels raises it itself after disconnect()",
                method.at(line) if line else (method.place if method else None),
            )
    return None


def stopped(one: Connection) -> dict | None:
    """Return the event of the end of a consumer whose browser was still there."""
    return next(
        (e for e in one.of("stopped") if e["handling"] != "websocket.disconnect"), None
    )
