"""Queries that run on an event loop, where Django was told to let them."""

import asyncio
import sys

from .notes import places_of_call, tell


def watch_queries():
    """Tell of each query on an event loop that the project's own code asks for."""
    from django.db.backends.utils import CursorWrapper

    original = CursorWrapper.execute

    def execute(self, *args, **kwargs):
        if is_on_a_loop() and (places := places_of_call(sys._getframe(1))):
            tell("query on the loop", places=places)
        return original(self, *args, **kwargs)

    CursorWrapper.execute = execute


def is_on_a_loop():
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return False
    return True
