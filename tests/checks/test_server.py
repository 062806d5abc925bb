"""The server that manage.py runserver starts."""

import re

from tests.checks.promise import expect, promise
from tests.harness.server import STARTED


@promise(1, 2, 3)
def test_runserver_starts_an_ASGI_server(subject):
    lines = subject.server.process.lines
    starting = next(line for line in lines if re.search(STARTED, line))
    expect(
        "ASGI" in starting,
        'runserver says "Starting ASGI/Daphne ... development server"',
        f'it says "{starting}"',
    )


@promise(1, 2, 3, needs=(test_runserver_starts_an_ASGI_server,))
def test_a_server_without_manage_py_can_load_the_application(subject):
    printed = subject.load_alone()
    last = printed.strip().rpartition("\n")[2]
    expect(
        not printed,
        "daphne, uvicorn and the like can import the ASGI application",
        f"Python stops with {last}",
    )
    # It was imported with the settings of manage.py: what asgi.py itself names is read.
    expect(
        subject.project.names_settings_for_a_server(),
        "asgi.py names the settings, as manage.py does",
        "it names none, so Python stops with ImproperlyConfigured",
    )
    module = subject.application.rpartition(".")[0]
    missing = subject.project.missing_settings(module)
    expect(
        not missing,
        "the settings that asgi.py names are there",
        f"it names {missing}, and there is no such module",
    )
