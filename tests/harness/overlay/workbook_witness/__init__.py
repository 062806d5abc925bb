"""Runs inside the server of a project under test: writes down what its log does not tell.

Each event is a line of JSON in the file named by WORKBOOK_WITNESS: {"kind": ..., ...}.
The kinds and their keys are listed in tests/diagnosis/events.py, which reads them.

It watches and changes nothing; only where WORKBOOK_JOIN_TAKES is set, that many seconds
pass before a channel joins a group, and as many after. It needs Python and what the
project itself uses, because the project may have a virtual environment of its own.
"""

import os
from importlib import metadata

from .application import watch_django, watch_threads
from .channel_layers import watch_channel_layers
from .consumers import watch_consumers
from .coroutines import watch_coroutines
from .notes import open_notes, tell, tell_error
from .queries import watch_queries
from .slow_joins import slow_down_joins
from .waiting import watch_loading

__all__ = ["install", "tell"]

PACKAGES = ("django", "channels", "daphne", "channels-redis", "redis", "asgiref")


def install():
    """Begin to watch this process."""
    open_notes(os.environ["WORKBOOK_WITNESS"])
    tell("versions", **{package: version(package) for package in PACKAGES})
    watch_loading()
    watch_coroutines()
    watch_threads()
    try:
        if seconds := os.environ.get("WORKBOOK_JOIN_TAKES"):
            slow_down_joins(float(seconds))
        watch_consumers()
        watch_channel_layers()
        watch_django()
        watch_queries()
    except ImportError as error:  # the project will fail for the same reason
        tell_error("import failed", error)


def version(package):
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return None
