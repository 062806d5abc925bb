"""The commands that people type: what they print, and that they end well."""

import re
import socket
import subprocess
import sys

import pytest

from tests.harness.ports import free_port, is_free
from tests.harness.processes import Process
from tests.harness.project import Project
from tests.harness.sockets import open_socket
from tests.harness.subject import new_room
from tests.steps import ROOT, get_step

# Whole commands, each with servers and a browser: not too many at once.
pytestmark = pytest.mark.xdist_group("commands 1")


def run(*words: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, "-m", *words], cwd=ROOT, capture_output=True, text=True
    )


def test_the_list_of_commands_reads_like_a_menu():
    listed = run("nox", "-l").stdout
    for command in ("serve", "redis", "test", "diff", "lint"):
        assert re.search(rf"^[*-] {command} -> [A-Z].+", listed, re.MULTILINE), listed


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("tests.harness.serve 4", "There is no stage 4; the stages are 1, 2 and 3."),
        ("tests.harness.serve nowhere", "There is no folder"),
        ("tests.harness.serve tests", "has no manage.py"),
        ("tests.harness.serve README.md", "is a file"),
        ("tests.harness.serve 3 --port x", "x is no port; ports are 1 to 65535."),
        ("tests.harness.serve 3 --port 70000", "70000 is no port"),
        ("tests.harness.serve 3 --prot 8001", "Unrecognized arguments: --prot"),
        ("tests.harness.serve_redis --port -1", "-1 is no port"),
        ("tests.mistakes handler-misname", "Did you mean handler-misnamed?"),
        ("tests.mistakes --to x", "--to goes with the name of one mistake"),
        ("tests.mistakes redis-too-old --to x", "another Redis is started for it"),
        ("tests.mistakes no-accept --to tests/x", "belongs to the workbook"),
        ("tests.compare 1", "folders are needed, and only 1 is named."),
        ("tests.compare 1 9", "There is no stage 9"),
        ("tests.compare 1 nowhere", "There is no folder"),
        ("pytest --project step1_sync_echo", "--project and --step go together"),
        ("pytest --project tests --step 1", "has no manage.py"),
        ("pytest --project step1_sync_echo --step 4", "There is no stage 4"),
    ],
)
def test_a_wrong_argument_gets_one_sentence(words, sentence):
    done = run(*words.split())
    assert done.returncode == (4 if words.startswith("pytest") else 2)
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr
    assert words.startswith("pytest") or "usage: nox -s" in done.stderr


def test_a_wrong_argument_is_exit_code_2_of_nox_too():
    done = run("nox", "-s", "diff", "--", "1", "9")
    assert done.returncode == 2, done.stderr


@pytest.mark.parametrize("module", ["tests.harness.serve", "tests.harness.serve_redis"])
def test_a_taken_port_is_named(module):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = run(module, "--port", str(port))
    assert done.returncode == 2
    assert str(port) in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("redis://localhost:1", "nothing answers there"),
        ("localhost", "looks like this"),
    ],
)
def test_serve_says_what_is_wrong_with_the_redis_that_is_named(
    url, sentence, monkeypatch
):
    monkeypatch.setenv("REDIS_URL", url)
    done = run("tests.harness.serve", "1", "--port", str(free_port()))
    assert done.returncode == 2
    assert f"REDIS_URL is {url}" in done.stderr
    assert sentence in done.stderr


def test_diff_starts_with_a_summary_and_is_plain_in_a_pipe():
    done = run("tests.compare", "1", "2")
    assert done.returncode == 0
    summary = done.stdout.partition("---")[0]
    assert "From step1_sync_echo to step2_channel_layer" in summary
    assert re.search(r"chat/consumers\.py +\+\d+ +-\d+", summary)
    assert "\033[" not in done.stdout
    assert "+from asgiref.sync import async_to_sync" in done.stdout


def test_diff_of_a_stage_with_itself_says_so():
    done = run("tests.compare", "2", "step2_channel_layer")
    assert done.stdout.startswith("Nothing differs")


def test_serve_runs_a_project_until_ctrl_c_and_leaves_nothing(apart, environment_apart):
    project = Project.at(get_step(3).path).scratch_copy()
    port = free_port()
    command = [sys.executable, "-m", "tests.harness.serve", project.path]
    serve = Process([*command, "--port", str(port)], cwd=ROOT, env=environment_apart)
    try:
        assert serve.wait_for_line("Ctrl-C stops everything", within=180), serve.output
        addresses = re.findall(r"Tab \d +(http://\S+)", serve.output)
        assert addresses == [f"http://127.0.0.1:{port}/chat/lobby/"] * 2
        room = new_room()
        server = type("Address", (), {"port": port, "url": f"http://127.0.0.1:{port}"})
        with open_socket(server, room) as first, open_socket(server, room) as second:
            first.say("hello")
            assert second.hear() == "hello"
        serve.interrupt()
        assert serve.wait(within=10) == 0, serve.output
    finally:
        serve.kill()
    assert apart.left_over() == []
    assert is_free(port), "who stops it wants to start it again at once"


@pytest.mark.skipif(sys.platform == "win32", reason="its browser is a shell script")
def test_the_browser_that_serve_opens_is_not_ours_to_end(apart, environment_apart):
    opened = apart.folder / "opened"
    browser = apart.folder / "browser"
    browser.write_text(f'#!/bin/sh\necho "$WORKBOOK_RUN $1" >> {opened}\n')
    browser.chmod(0o755)
    project = Project.at(get_step(1).path).scratch_copy()
    port = str(free_port())
    command = [sys.executable, "-m", "tests.harness.serve", project.path, "--open"]
    environment = {**environment_apart, "BROWSER": str(browser)}
    serve = Process([*command, "--port", port], cwd=ROOT, env=environment)
    try:
        assert serve.wait_for_line("Ctrl-C stops everything", within=180), serve.output
        # What the server says of the tabs is not there: the browser opens nothing.
        serve.interrupt()
        serve.wait(within=10)
    finally:
        serve.kill()
    page = f"http://127.0.0.1:{port}/chat/lobby/"
    assert opened.read_text().splitlines() == [f" {page}", f" {page}"]


def test_redis_runs_until_ctrl_c_and_leaves_nothing(apart, environment_apart):
    port = free_port()
    command = [sys.executable, "-m", "tests.harness.serve_redis", "--port", str(port)]
    redis = Process(command, cwd=ROOT, env=environment_apart)
    try:
        assert redis.wait_for_line(f"redis://localhost:{port}", within=10), redis.output
        with socket.create_connection(("127.0.0.1", port)) as connection:
            connection.sendall(b"PING\r\n")
            assert connection.recv(7) == b"+PONG\r\n"
        redis.interrupt()
        assert redis.wait(within=10) == 0, redis.output
    finally:
        redis.kill()
    assert apart.left_over() == []
