"""nox -s serve: run a stage or a project for people, with its Redis."""

import argparse
import os
import signal
import subprocess
import sys
import time
from contextlib import ExitStack

from tests.harness.choice import Parser, WrongChoice, chosen_project, port_number
from tests.harness.ports import is_free, wait_until_listening
from tests.harness.project import Project
from tests.harness.redis_server import (
    REDIS_VARIABLE,
    NoRedis,
    RedisServer,
    listening_redis,
)
from tests.harness.run import RUN_VARIABLE, scratch_environment
from tests.harness.server import overlay_environment
from tests.steps import STEPS

FORM = "nox -s serve -- [1|2|3|PATH] [--port N] [--open]"
SERVER_STARTS_IN = 10  # seconds after which we say that something is wrong
SERVER_STOPS_IN = 5  # seconds after Ctrl-C, before it is made to


def read_arguments(words: list[str]) -> argparse.Namespace:
    """Return project, port and open. Raise WrongChoice."""
    parser = Parser(prog="nox -s serve --", usage=FORM, add_help=True)
    parser.add_argument("stage", nargs="?", default="3")
    parser.add_argument("--port", type=port_number, default=8000)
    parser.add_argument("--open", action="store_true")
    arguments = parser.parse_args(words)
    arguments.project = chosen_project(arguments.stage)
    if not is_free(arguments.port):
        raise WrongChoice(
            f"Port {arguments.port} is in use by another program. "
            f"Choose another one: nox -s serve -- {arguments.stage} --port 8001"
        )
    return arguments


def url_of_redis(stack: ExitStack) -> str | None:
    """Return the URL of a Redis, started if need be. Raise NoRedis.

    None means that none can be started here.
    """
    if url := listening_redis():
        return url
    try:
        redis = RedisServer()
    except NoRedis as problem:
        print(f"{problem}\nStage 1 needs none; going on without.", flush=True)
        return None
    stack.callback(redis.stop)
    return redis.url


def serve(project: Project, port: int, open_tabs: bool) -> int:
    """Run the project until it ends or Ctrl-C; return the exit code."""
    with ExitStack() as stack:
        redis_url = url_of_redis(stack)
        manage = {"cwd": project.path, "env": environment_for(project, redis_url)}
        migrate = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
        if code := subprocess.run(migrate, check=False, **manage).returncode:
            print("manage.py migrate failed; what it printed above says why.")
            return code
        runserver = [sys.executable, "manage.py", "runserver", str(port)]
        server = subprocess.Popen(runserver, **manage)
        stack.callback(end, server)
        if listens(server, port):
            announce(port, open_tabs)
        return server.wait()


def environment_for(project: Project, redis_url: str | None) -> dict[str, str]:
    """Return the environment in which the project finds the Redis."""
    environment = scratch_environment()
    if not redis_url:
        return environment
    if project.path in {step.path for step in STEPS}:
        return environment | {REDIS_VARIABLE: redis_url}
    # Another project may name its Redis in its settings alone.
    return environment | overlay_environment(project, redis_url)


def listens(server: subprocess.Popen, port: int) -> bool:
    """Wait until the server listens; return False if it ends before that."""
    told = False
    started = time.monotonic()
    while not wait_until_listening(port, within=0.5):
        if server.poll() is not None:
            return False
        if not told and time.monotonic() - started > SERVER_STARTS_IN:
            print("\nThe server does not listen. What it printed above says why.\n")
            told = True
    return True


def announce(port: int, open_tabs: bool) -> None:
    """Print what to open, and open it."""
    page = f"http://127.0.0.1:{port}/chat/lobby/"
    # A browser that starts now is the user's own: the reaper must not know it.
    theirs = {name: value for name, value in os.environ.items() if name != RUN_VARIABLE}
    for _ in range(2 if open_tabs else 0):
        open_tab = [sys.executable, "-m", "webbrowser", "-t", page]
        subprocess.run(open_tab, check=False, env=theirs, stdout=subprocess.DEVNULL)
    print(
        f"\n  Tab 1   {page}\n  Tab 2   {page}\n\n"
        "Open both, write in one and look at the other. Ctrl-C stops everything.\n",
        flush=True,
    )


def end(server: subprocess.Popen) -> None:
    """End the server, which may have had its own Ctrl-C from the terminal."""
    server.terminate()
    try:
        server.wait(SERVER_STOPS_IN)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


def end_as_by_ctrl_c() -> None:
    """Let this process end in the same way however it is asked to."""
    for name in ("SIGTERM", "SIGBREAK"):  # SIGBREAK is Windows' Ctrl-Break
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.default_int_handler)


def main(words: list[str]) -> int:
    end_as_by_ctrl_c()
    try:
        arguments = read_arguments(words)
        return serve(arguments.project, arguments.port, arguments.open)
    except (WrongChoice, NoRedis) as problem:
        print(f"{problem}\nusage: {FORM}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("\nStopped.")
        return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
