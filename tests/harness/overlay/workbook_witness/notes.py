"""Writing events down, and naming places in the project."""

import json
import linecache
import os
import threading
import time
from contextvars import ContextVar
from functools import cache
from itertools import count

PROJECT = os.path.realpath(os.getcwd()) + os.sep
MOST_EVENTS = 5_000  # all checks of a stage have 700; a burst must not be slowed down
connection = ContextVar("connection", default=None)
handling = ContextVar("handling", default=None)
_told = count(1)
_lock = threading.Lock()
_file = None
_is_full = False


def open_notes(name):
    """Let tell() write to this file, line by line, for the whole life of the process."""
    global _file
    _file = open(name, "a", encoding="utf-8", buffering=1)  # noqa: SIM115


def tell(kind, **facts):
    """Write one event, unless there are very many already."""
    global _is_full
    if next(_told) > MOST_EVENTS:
        _is_full = True
        return
    line = json.dumps({"kind": kind, "time": time.time(), **facts}, default=repr)
    with _lock:
        _file.write(line + "\n")


def is_full():
    """Return whether no event is written any more."""
    return _is_full


@cache
def is_theirs(filename):
    """Return whether the file is the project's own, and not one of its packages."""
    path = os.path.realpath(filename)
    # Compiled packages name files that are nowhere, as if they were below this folder.
    is_there = path.startswith(PROJECT) and os.path.exists(path)
    return is_there and "site-packages" not in path


@cache
def place(filename, line, function):
    path = os.path.relpath(os.path.realpath(filename), PROJECT).replace(os.sep, "/")
    code = linecache.getline(filename, line).strip()
    return {"file": path, "line": line, "function": function, "code": code}


def their_places(frames):
    """Return the places in the project among (filename, line, function)."""
    return [place(*frame) for frame in frames if is_theirs(frame[0])]


def places_of_error(error):
    """Return where in the project the error came from, outermost first."""
    frames = []
    traceback = error.__traceback__
    while traceback:
        code = traceback.tb_frame.f_code
        frames.append((code.co_filename, traceback.tb_lineno, code.co_name))
        traceback = traceback.tb_next
    return their_places(frames)


def places_of_frame(frame):
    """Return where in the project a running thread is, outermost first."""
    frames = []
    while frame:
        frames.append((frame.f_code.co_filename, frame.f_lineno, frame.f_code.co_name))
        frame = frame.f_back
    return their_places(reversed(frames))


def places_of_call(frame):
    """As places_of_frame(), without manage.py, from which all is called.

    Nothing when no event is written any more: each message would ask for it.
    """
    if is_full():
        return []
    return [one for one in places_of_frame(frame) if one["file"] != "manage.py"]


def tell_error(kind, error, **facts):
    name = type(error).__name__
    text = str(error)
    tell(kind, error=name, text=text, places=places_of_error(error), **facts)


def since(moment):
    return round(time.monotonic() - moment, 2)
