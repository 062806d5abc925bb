"""Free TCP ports on this computer."""

import random
import socket
import sys
import time

from tests.harness.run import run_folder

# Below the ports that Linux (32768), macOS and Windows (49152) hand out by themselves,
# so that no outgoing connection takes a port between our look and our use.
# Browsers refuse 10080, see https://fetch.spec.whatwg.org/#port-blocking
FIRST, LAST = 10100, 29999


def is_free(port: int) -> bool:
    """Return whether a server could listen on this port of 127.0.0.1."""
    if is_listening("127.0.0.1", port):
        return False
    with socket.socket() as probe:
        if sys.platform != "win32":
            # Connections that have just ended do not count, as for Django's server.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def free_port() -> int:
    """Return a free port that no other call in this run has returned."""
    while True:
        port = random.randint(FIRST, LAST)
        try:
            (run_folder() / f"port-{port}").touch(exist_ok=False)
        except FileExistsError:
            continue
        if is_free(port):
            return port


def is_listening(host: str, port: int) -> bool:
    """Return whether something accepts TCP connections there."""
    try:
        socket.create_connection((host, port), timeout=1).close()
    except OSError:
        return False
    return True


def wait_until_listening(port: int, within: float) -> bool:
    """Return whether something accepts connections on the port in ``within`` seconds."""
    deadline = time.monotonic() + within
    while time.monotonic() < deadline:
        if is_listening("127.0.0.1", port):
            return True
        time.sleep(0.005)  # no system tells when another process starts to listen
    return False
