"""Who may open the WebSocket."""

from tests.checks.promise import CheckFailed, expect, promise
from tests.checks.test_server import test_runserver_starts_an_ASGI_server as asgi
from tests.harness.sockets import Refused, open_socket
from tests.harness.subject import new_room


def handshake(server, room, **how) -> str:
    """Return "accepted", or what the server answered instead."""
    try:
        with open_socket(server, room, **how):
            return "accepted"
    except Refused as refusal:
        return str(refusal)


@promise(1, 2, 3, needs=(asgi,))
def test_a_WebSocket_handshake_is_accepted(subject):
    room = new_room()
    answer = handshake(subject.server, room)
    expect(answer == "accepted", f"/ws/chat/{room}/ accepts the handshake", answer)


@promise(1, 2, 3, needs=(test_a_WebSocket_handshake_is_accepted,))
def test_pages_of_other_sites_are_refused(subject):
    room = new_room()
    origins = {
        subject.server.url: "accepted",
        "http://evil.example": "HTTP 403",
        "null": "HTTP 403",
        None: "HTTP 403",
    }
    for origin, expected in origins.items():
        answer = handshake(subject.server, room, origin=origin)
        if answer != expected:
            who = (
                f"a handshake with the Origin {origin}" if origin else "without Origin"
            )
            raise CheckFailed(f"{who}: {expected}", answer)
