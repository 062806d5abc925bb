"""Run several manage.py commands, one after the other, in one process.

usage: python launch.py migrate -- runserver 8000
       python launch.py load mysite.asgi.application
       python launch.py --wait

It saves the second start of Python and Django, a second of every check. The second form
imports the ASGI application, as a server does that is not manage.py. The third imports
what every project imports, and waits for a line of JSON with the rest: {"folder": ...,
"environment": {...}, "words": [...]}.
"""

import importlib
import json
import os
import runpy
import sys
from contextlib import suppress
from itertools import groupby

# None of these looks at settings when it is imported.
USUAL = (
    "django.core.management.commands.migrate",
    "django.contrib.staticfiles.handlers",
    "django.db.backends.sqlite3.base",
    "django.template.defaulttags",
    "channels.auth",
    "channels.generic.websocket",
    "channels.security.websocket",
    "channels_redis.core",
    "channels_redis.pubsub",
    "redis.asyncio",
    "daphne.management.commands.runserver",
)


def wait_for_orders():
    """Import what is usual, wait, and go where the work is. Return the words."""
    for name in USUAL:
        with suppress(ImportError):  # the project may not need it
            importlib.import_module(name)
    return take(json.loads(sys.stdin.readline()))


def take(orders):
    """Go where the work is. Return the words."""
    os.environ.update(orders["environment"])
    os.chdir(orders["folder"])
    sys.path[1:1] = orders["environment"].get("PYTHONPATH", "").split(os.pathsep)
    return orders["words"]


def load(path):
    """Import the module and look for the application in it."""
    module, _, name = path.rpartition(".")
    getattr(importlib.import_module(module), name)
    sys.stdout.flush()
    os._exit(0)  # not waiting for threads that the project has started


class PinnedEnvironment(type(os.environ)):
    """The environment, in which a manage.py cannot change which settings are loaded.

    Most only set a default; some assign.
    """

    def __setitem__(self, name, value):
        if name != "DJANGO_SETTINGS_MODULE" or name not in self:
            super().__setitem__(name, value)


def main(words):
    sys.path[0] = os.getcwd()  # as python manage.py does
    os.environ.__class__ = PinnedEnvironment
    if words[:1] == ["load"]:
        load(words[1])
        return
    if "WORKBOOK_WITNESS" in os.environ:
        # First, because the project may use what it watches as soon as it is loaded.
        importlib.import_module("workbook_witness").install()
    for is_break, command in groupby(words, lambda word: word == "--"):
        if not is_break:
            sys.argv = ["manage.py", *command]
            try:
                runpy.run_path("manage.py", run_name="__main__")
            except SystemExit as end:
                if end.code:  # sys.exit(main()) says None where all went well
                    raise


if __name__ == "__main__":
    main(wait_for_orders() if sys.argv[1:] == ["--wait"] else sys.argv[1:])
