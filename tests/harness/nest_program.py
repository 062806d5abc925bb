"""Imports what every project imports, and forks for each order. Started by nest.py.

usage: python nest_program.py DESCRIPTOR

The descriptor is that of a socket. An order is JSON as launch.py takes it, with a number,
and the descriptor that the fork writes its output to. It answers {"number", "pid"} when
the fork has begun, {"number", "code"} when it has ended.
"""

import importlib
import json
import os
import select
import signal
import socket
import sys

import launch

# Without daphne.server: it makes an event loop, which forks must not share.
MORE = (
    "channels.generic.websocket",
    "requests",
    "twisted.internet.asyncioreactor",
    "twisted.internet.endpoints",
    "twisted.web.http",
    "autobahn.twisted.websocket",
    "daphne.utils",
)
LONGEST = 1_000_000  # bytes of an order


def main(descriptor):
    """Return the words for launch.main() in a fork; never return in the nest itself."""
    orders = socket.socket(fileno=descriptor)
    for name in (*launch.USUAL, *MORE):
        if not name.startswith("daphne.management"):
            importlib.import_module(name)
    running = {}  # pid: number
    ends, wakes = os.pipe()
    os.set_blocking(wakes, False)
    signal.set_wakeup_fd(wakes)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    while True:
        readable, _, _ = select.select([orders, ends], [], [])
        if ends in readable:
            os.read(ends, 1000)
            tell_ends(orders, running)
        if orders not in readable:
            continue
        text, (output, *_), _, _ = socket.recv_fds(orders, LONGEST, 1)
        order = json.loads(text)
        if pid := os.fork():
            os.close(output)
            running[pid] = order["number"]
            continue
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        os.setsid()
        orders.send(
            json.dumps({"number": order["number"], "pid": os.getpid()}).encode()
        )
        for one in (orders.detach(), ends, wakes):
            os.close(one)
        for stream in (1, 2):
            os.dup2(output, stream)
        os.close(output)
        return launch.take(order)


def tell_ends(orders, running):
    """Tell the exit code of each fork that has ended."""
    while running:
        pid, status = os.waitpid(-1, os.WNOHANG)
        if not pid:
            return
        code = os.waitstatus_to_exitcode(status)
        orders.send(json.dumps({"number": running.pop(pid), "code": code}).encode())


if __name__ == "__main__":
    launch.main(main(int(sys.argv[1])))
