"""nox -s doctor: the Redis of the checks, and what answers on the port of Redis."""

import os
import re
import socket
import threading
from contextlib import contextmanager, suppress

import pytest

from tests.doctor import redis_servers
from tests.doctor.finding import Finding
from tests.harness.ports import free_port
from tests.harness.processes import Process
from tests.harness.redis_server import find_redis_server
from tests.harness.run import scratch_folder
from tests.repo.doctor.shared import said


@pytest.fixture
def no_redis_named(monkeypatch):
    monkeypatch.delenv("REDIS_URL", raising=False)


@contextmanager
def answering(*answers: bytes):
    """Listen, give each connection the same answers, one a question; yield the port."""
    over = threading.Event()
    kept = []

    def answer(connection):
        for one in answers:
            if not connection.recv(1000):
                return
            connection.sendall(one)

    def serve(server):
        while True:
            connection, _ = server.accept()
            kept.append(connection)
            if over.is_set():
                return
            with suppress(OSError):  # who asked may be gone
                answer(connection)

    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = threading.Thread(target=serve, args=(server,))
        thread.start()
        try:
            yield server.getsockname()[1]
        finally:
            over.set()
            socket.create_connection(server.getsockname()).close()  # accept() returns
            thread.join()
            for connection in kept:
                connection.close()


@contextmanager
def redis_with(*options: str):
    port = free_port()
    words = [
        find_redis_server(),
        "--port",
        str(port),
        "--bind",
        "127.0.0.1",
        "--save",
        "",
    ]
    process = Process([*words, *options], cwd=scratch_folder("redis"))
    try:
        assert process.wait_for_line("Ready to accept", within=10), process.output
        yield port
    finally:
        process.kill()


def of_the_checks() -> Finding:
    (found,) = redis_servers.of_the_checks()
    return found


@pytest.mark.usefixtures("no_redis_named")
def test_the_redis_of_the_checks_starts_and_stops():
    found = of_the_checks()
    assert found.ok, said([found])
    assert re.match(r"(Redis|Valkey) \d+\.\d+\S* starts", found.what)


def test_a_redis_url_where_nothing_listens(monkeypatch):
    monkeypatch.setenv("REDIS_URL", f"redis://:secret@localhost:{free_port()}")
    found = of_the_checks()
    assert found.ok is False
    assert "nothing listens there" in found.what
    assert "secret" not in said([found])
    assert "nox -s redis" in found.do


@pytest.mark.parametrize("answers", [(), (b"HTTP/1.1 400 Bad Request\r\n\r\n",)])
def test_a_redis_url_of_something_else(monkeypatch, answers):
    monkeypatch.setattr(redis_servers, "PATIENCE", 0.2)
    with answering(*answers) as port:
        monkeypatch.setenv("REDIS_URL", f"redis://127.0.0.1:{port}")
        found = of_the_checks()
    assert found.ok is False
    assert "does not answer as a Redis" in found.what


def test_a_redis_url_that_is_none(monkeypatch):
    monkeypatch.setenv("REDIS_URL", "localhost")
    assert "It looks like this" in of_the_checks().what


def test_a_redis_with_a_password(monkeypatch):
    with redis_with("--requirepass", "secret") as port:
        for url, ok in (("", False), (":wrong@", False), (":secret@", True)):
            monkeypatch.setenv("REDIS_URL", f"redis://{url}127.0.0.1:{port}")
            found = of_the_checks()
            assert found.ok is ok, said([found])
            assert "secret" not in found.what


@pytest.mark.parametrize("password", ["", "secret"])
def test_a_redis_that_redis_py_8_cannot_talk_with(monkeypatch, password):
    options = ["--requirepass", password] if password else []
    with redis_with("--rename-command", "HELLO", "", *options) as port:
        user = f":{password}@" if password else ""
        monkeypatch.setenv("REDIS_URL", f"redis://{user}127.0.0.1:{port}")
        found = of_the_checks()
    assert found.ok is False
    assert "HELLO" in found.what


def test_an_old_redis_is_too_old():
    found = redis_servers.judged(
        redis_servers.Seen("Redis", "3.0.504", False), "answers."
    )
    assert found.ok is False
    assert "too old" in found.what
    assert redis_servers.judged(redis_servers.Seen("Redis", None), "answers.").ok


@pytest.mark.usefixtures("no_redis_named")
def test_the_port_of_redis(monkeypatch):
    monkeypatch.setattr(redis_servers, "PATIENCE", 0.2)

    def on_port(port: int, needed_by: str | None = None) -> Finding:
        monkeypatch.setattr(redis_servers, "PORT", port)
        (found,) = redis_servers.on_its_port(needed_by)
        return found

    assert on_port(free_port()).ok
    assert "where mychat looks for it" in on_port(free_port(), "mychat").what
    with answering() as port:
        found = on_port(port)
        assert found.ok is False
        assert f"(process {os.getpid()}), which is no Redis" in found.what
    with redis_with() as port:
        assert on_port(port).ok
    with redis_with("--requirepass", "secret") as port:
        assert on_port(port).ok is None
