"""Talk to one server, hear it at another: python raw_client.py HOST:PORT HOST:PORT"""

import json
import sys

from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect


def enter(host, origin=None):
    """Open the WebSocket of the room lobby as a page of that origin would."""
    return connect(f"ws://{host}/ws/chat/lobby/", origin=origin or f"http://{host}")


def main(here, there):
    with enter(here) as first, enter(there) as second:
        first.send(json.dumps({"message": "hello"}))
        frame = json.loads(second.recv(timeout=2))
        print(f"{there} hears {frame['message']}")
    try:
        with enter(here, origin="http://evil.example"):
            sys.exit(f"{here} lets pages of other sites in")
    except InvalidStatus as refusal:
        print(f"{here} answers http://evil.example: {refusal.response.status_code}")


if __name__ == "__main__":
    main(*sys.argv[1:])
