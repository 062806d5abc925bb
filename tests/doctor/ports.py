"""Ports and names of this computer: who holds them, where they lead."""

import errno
import ipaddress
import socket
import sys
from collections.abc import Iterator
from contextlib import closing
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

from tests.doctor.finding import Finding
from tests.harness.ports import is_free, is_listening

SERVER_PORT = 8000  # of manage.py runserver
HERE = ("localhost", "127.0.0.1")
USED_FOR_US = {"http", "https", "ws", "socks"}
"""Kinds of proxies that Selenium or the WebSocket clients of the checks would use."""
WHO = {
    "linux": "sudo ss -ltnp sport = :{port}",
    "darwin": "sudo lsof -nP -iTCP:{port} -sTCP:LISTEN",
    "win32": "netstat -ano | findstr :{port}",
}
"""What to type to see who holds a port that is not ours to see."""


def server_port() -> Iterator[Finding]:
    """Tell whether manage.py runserver and nox -s serve find their port free."""
    port = SERVER_PORT
    if is_free(port):
        yield Finding(True, f"Port {port} is free.")
        return
    other = f"manage.py runserver {port + 1}, or nox -s serve -- --port {port + 1}"
    holder = who_holds(port)
    if not holder and not is_listening("127.0.0.1", port):
        yield Finding(
            None,
            f"Port {port} cannot be used, and nobody seems to hold it.{why_not(port)}",
            f"Use another port: {other}",
        )
        return
    yield Finding(
        None,
        f"Port {port} is held by {holder or 'a program that we may not see'}.",
        f"{to_free(port, holder)} Or use another port: {other}",
    )


def to_free(port: int, holder: str | None) -> str:
    """Return the sentence that says how to get the port."""
    if holder:
        return "End it if it is yours."
    command = next((WHO[name] for name in WHO if sys.platform.startswith(name)), None)
    return f"See who it is with: {command.format(port=port)}." if command else ""


def why_not(port: int) -> str:
    """Return what the system says when one takes the port, as a further sentence."""
    with closing(socket.socket()) as probe:
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as problem:
            if (
                problem.errno == errno.EACCES
            ):  # Windows keeps ranges of ports for Hyper-V
                return " The system keeps it for itself."
            return f" The system says: {problem.strerror}."
    return ""


def who_holds(port: int) -> str | None:
    """Return a description of the program that listens on the port, or None."""
    import psutil

    pid = listener(port)
    if not pid:
        return None
    try:
        process = psutil.Process(pid)
        words = process.cmdline()
        name = "manage.py runserver" if "runserver" in words else process.name()
        return f"{name} (process {pid})"
    except psutil.Error:  # it has just ended, or is not ours to look at
        return f"process {pid}"


def listener(port: int) -> int | None:
    """Return the id of the process that listens on the port, where we may see it."""
    import psutil

    def listens(connection) -> bool:
        return bool(
            connection.status == psutil.CONN_LISTEN and connection.laddr.port == port
        )

    try:
        every = psutil.net_connections("tcp")
        return next((one.pid for one in every if listens(one) and one.pid), None)
    except psutil.AccessDenied:  # on macOS only root may ask for all at once
        for process in psutil.process_iter():
            try:
                if any(map(listens, process.net_connections("tcp"))):
                    return process.pid
            except psutil.Error:
                continue  # not ours to look at, or it has ended
    return None


def this_computer() -> Iterator[Finding]:
    """Tell whether 127.0.0.1 takes connections, and localhost leads there."""
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        address = server.getsockname()
        try:
            socket.create_connection(address, timeout=2).close()
        except OSError as problem:
            yield Finding(
                False,
                f"A program on this computer cannot reach another one on 127.0.0.1: "
                f"{problem.strerror or problem}.",
                "Look at the firewall or the security program of this computer.",
            )
            return
    try:
        led = addresses_of("localhost")
    except socket.gaierror as problem:
        yield nameless(f"The name localhost is not known here ({problem.strerror}).")
        return
    astray = any(not ipaddress.ip_address(address).is_loopback for address in led)
    if astray or "127.0.0.1" not in led:
        leads = ", ".join(sorted(led))
        yield nameless(f"The name localhost leads to {leads}, and not to 127.0.0.1.")
    else:
        yield Finding(True, "localhost and 127.0.0.1 are this computer.")


def addresses_of(name: str) -> set[str]:
    """Return the addresses that a name leads to. Raise socket.gaierror."""
    answers = socket.getaddrinfo(name, None, type=socket.SOCK_STREAM)
    return {answer[4][0].partition("%")[0] for answer in answers}


def nameless(what: str) -> Finding:
    hosts = "/etc/hosts"
    if sys.platform == "win32":
        hosts = r"C:\Windows\System32\drivers\etc\hosts"
    return Finding(
        False, what, f'The file {hosts} needs the line "127.0.0.1 localhost".'
    )


def proxies() -> Iterator[Finding]:
    """Tell whether a proxy gets what the checks send to this computer itself."""
    named = proxies_for_us()
    if not named:
        return
    kind, address = next(iter(named.items()))
    shown = urlsplit(address).hostname or address
    caught = caught_by_proxy()
    if not caught:
        yield Finding(
            True, f"The proxy {shown} is left out for localhost and 127.0.0.1."
        )
        return
    variable = "set" if sys.platform == "win32" else "export"
    yield Finding(
        False,
        f"The proxy {shown} ({kind}_proxy) would get what is for {' and '.join(caught)}: "
        "the checks reach neither the server nor the browser's driver.",
        f"{variable} NO_PROXY=localhost,127.0.0.1",
        "https://github.com/SeleniumHQ/selenium/issues/11549",
    )


def proxies_for_us() -> dict[str, str]:
    """Return the kinds and addresses of the proxies that would be used."""
    every = getproxies()
    return {kind: every[kind] for kind in sorted(USED_FOR_US & every.keys())}


def caught_by_proxy() -> list[str]:
    """Return those names of this computer that a proxy would get."""
    return [name for name in HERE if proxies_for_us() and not proxy_bypass(name)]
