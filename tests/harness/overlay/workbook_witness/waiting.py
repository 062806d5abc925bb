"""What takes long: loading, a call in a worker thread, one on the event loop."""

import inspect
import os
import sys
import threading
import time

from .notes import is_theirs, places_of_frame, since, tell

STUCK_AFTER = 6.0  # seconds in which a project should have loaded
BLOCKED_AFTER = 0.25  # seconds in which an event loop should have answered
SLOW_AFTER = 0.8  # seconds in which a handler in a worker thread should have ended
SYNC_PY = os.path.join("asgiref", "sync.py")
working = {}  # worker thread: since when
_loaded = threading.Event()


def has_loaded():
    """Note that the project is loaded: a server has its application."""
    _loaded.set()


def watch_loading():
    """Tell where the main thread is when the project does not get loaded."""
    main = threading.get_ident()

    def look():
        if not _loaded.wait(STUCK_AFTER):
            tell("stuck", places=places_of_frame(sys._current_frames()[main]))

    threading.Thread(target=look, daemon=True).start()


def watch_worker_threads():
    """Tell where a worker thread is when what runs in it takes long."""
    from channels.db import DatabaseSyncToAsync

    original = DatabaseSyncToAsync.thread_handler

    def thread_handler(self, *args, **kwargs):
        thread = threading.get_ident()
        working[thread] = time.monotonic()
        try:
            return original(self, *args, **kwargs)
        finally:
            working.pop(thread, None)

    DatabaseSyncToAsync.thread_handler = thread_handler

    def look():
        while True:
            time.sleep(BLOCKED_AFTER)
            for thread, began in list(working.items()):
                frame = sys._current_frames().get(thread)
                if since(began) > SLOW_AFTER and not waits_for_event_loop(frame):
                    tell("slow", places=places_of_frame(frame), seconds=since(began))
                del frame

    threading.Thread(target=look, daemon=True).start()


def waits_for_event_loop(frame):
    """Return whether the innermost thing that the project does there is async_to_sync."""
    while frame and not is_theirs(frame.f_code.co_filename):
        if frame.f_code.co_filename.endswith(SYNC_PY):
            return True
        frame = frame.f_back
    return frame is None


def watch_loop(loop):
    """Tell what the event loop does when it does not answer for a while."""
    thread = threading.get_ident()

    def look():
        while True:
            answered = threading.Event()
            asked = time.monotonic()
            try:
                loop.call_soon_threadsafe(answered.set)
            except RuntimeError:  # the loop is closed
                return
            if not answered.wait(BLOCKED_AFTER):
                frame = their_coroutine(thread)
                answered.wait(BLOCKED_AFTER / 2)
                # It is still the same call, or else the computer or the loop was only
                # busy with many things.
                if frame and frame is their_coroutine(thread):
                    places = places_of_frame(sys._current_frames()[thread])
                    tell("blocked", seconds=since(asked), places=places, over=False)
                    answered.wait()
                    tell("blocked", seconds=since(asked), places=places, over=True)
                del frame  # it would keep the handler's objects alive
            time.sleep(0.05)

    threading.Thread(target=look, daemon=True).start()


def their_coroutine(thread):
    """Return the innermost frame in a thread that is an async def of the project.

    None where it awaits one of a package: what takes long in there is not its doing. So
    Channels imports Redis at the first WebSocket, below each __call__() of the project.
    """
    frame, inside = sys._current_frames().get(thread), None
    while frame and not is_theirs(frame.f_code.co_filename):
        frame, inside = frame.f_back, frame
    if is_coroutine(frame) and is_coroutine(inside):
        return None
    while frame and not (is_coroutine(frame) and is_theirs(frame.f_code.co_filename)):
        frame = frame.f_back
    return frame


def is_coroutine(frame):
    return bool(frame) and bool(frame.f_code.co_flags & inspect.CO_COROUTINE)
