"""What the witness in the server saw, by connection.

The events come from tests/harness/overlay/workbook_witness. Each is a dict:

versions       package -> version or None
settings       module, values: the project's settings by name
application    type, protocols, wrappers [{type, origins}], routes [{pattern, kind,
               classes [{name, file}], bases}]
stuck          places: where the main thread is, some seconds after the start
import failed  error, text, places
view error     error, text, places, path
request        path: somebody asks for a page
answered       path: it got an answer, whatever it is
connection     connection, path: somebody asks for a WebSocket
dispatch       connection, type: a consumer is to handle this
handled        connection, type: it has done so, or failed
send           connection, handling, type, where ("event loop" or "worker thread"), places:
               a consumer is called to send
sent           connection, handling, type, text (its beginning, None where it is no text),
               binary, code, by (the connection whose handler sent it): to the browser
group_add, group_discard, group_send, channel_send
               connection, handling, group, channel, message (the type of what is sent),
               type, keys, layer (its name in the settings, None for another), places
consumer error connection, handling, error, text, places
stopped        connection, handling: the consumer has ended as it should, by StopConsumer
task error, thread error
               error, text, places: nobody awaits that task, or waits for that thread
never awaited  connection, what, places: where the coroutine was made, innermost first
waits          connection, handling, places: where an async handler waits for long
slow           places, seconds: where a worker thread is that takes long
blocked        seconds, places, over: what kept the event loop from answering; told when it is
               noticed, and again with the whole time when it is over
query on the loop
               places: the project asks the database on an event loop, where Django lets it
ended          code, flooded: the server has ended by itself, or for it printed too much; from
               harness/server.py

Each has a time besides, in seconds since 1970. A place is {file, line, function, code};
``file`` is relative to the project.
"""

from dataclasses import dataclass, field


@dataclass
class Connection:
    """One WebSocket, as the server saw it."""

    path: str
    events: list[dict] = field(default_factory=list)

    def of(self, kind: str) -> list[dict]:
        return [event for event in self.events if event["kind"] == kind]

    @property
    def accepted(self) -> bool:
        return any(event["type"] == "websocket.accept" for event in self.of("sent"))

    @property
    def errors(self) -> list[dict]:
        return self.of("consumer error")

    @property
    def joined(self) -> list[str]:
        """The groups it joined."""
        return [event["group"] for event in self.of("group_add")]

    def handled(self, kind: str) -> bool:
        """Whether the consumer was given an event of this type."""
        return any(event["type"] == kind for event in self.of("dispatch"))

    def frames(self, handling: str | None = None) -> list[str]:
        """Return the text frames that were sent, all or those of one handler."""
        return [
            event["text"]
            for event in self.of("sent")
            if event["type"] == "websocket.send"
            and event["text"] is not None
            and handling in (None, event["handling"])
        ]


def connections_in(events: list[dict]) -> list[Connection]:
    """Return the connections of one server, in the order in which they came."""
    found: dict[int, Connection] = {}
    for event in events:
        number = event.get("connection")
        if event["kind"] == "connection":
            found[number] = Connection(event["path"])
        elif number in found:
            found[number].events.append(event)
    return list(found.values())
