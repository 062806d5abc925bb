"""Clean up after a run of the workbook, however it ended. Started by run.py.

usage: python reaper.py VARIABLE FOLDER  (with a pipe as standard input)

When the pipe ends, every process of the run is killed and FOLDER is deleted. A killed
terminal, a crash or kill -9 leave nothing behind. Of the run is what has VARIABLE=FOLDER
in its environment or works in FOLDER: Redis writes over its environment. And what these
have started.
"""

import os
import shutil
import signal
import sys
import threading
import time
from importlib import import_module
from pathlib import Path

PROCESS_VARIABLE = "WORKBOOK_PROCESS"
"""In it, what a Process (processes.py) has started has the mark of that Process."""

REAPER = "reaper"
"""The mark of reapers. They end by themselves when they have done their work."""

PATIENCE = 5.0  # seconds in which what was killed has to be gone


def has_in_environment(process, variable, value):
    """Return whether the process was started with this variable, or inherited it."""
    import psutil

    try:
        return process.environ().get(variable) == value
    except (psutil.Error, OSError):  # ended meanwhile, or another user's
        return False


def works_in(process, folder):
    import psutil

    try:
        here = Path(process.cwd() or "/")
    except (psutil.Error, OSError):  # ended meanwhile, or another user's
        return False
    return Path(folder) in (here, *here.parents)


def writes_to(process, pipe):
    """Return whether its output goes to the pipe with this inode. Known on Linux alone."""
    for name in ("1", "2"):
        try:
            if os.readlink(f"/proc/{process.pid}/fd/{name}") == f"pipe:[{pipe}]":
                return True
        except OSError:  # closed, ended meanwhile, another user's or another system
            continue
    return False


def children_of(pids):
    """Return the processes that these have started, as far as the parents still live."""
    import psutil

    parents = {process.pid: parent_of(process) for process in psutil.process_iter()}
    found, waiting = set(), set(pids)
    while waiting:
        waiting = {pid for pid, parent in parents.items() if parent in waiting} - found
        found |= waiting
    return {process for process in psutil.process_iter() if process.pid in found}


def parent_of(process):
    import psutil

    try:
        return process.ppid()
    except psutil.Error:  # ended meanwhile
        return None


def end_all(is_ours, known=()):
    """Kill the processes that is_ours() recognises, with all that they have started.

    Return when there are none any more: some start new ones while others are killed.
    ``known`` are processes to kill besides.
    """
    import psutil

    deadline = time.monotonic() + PATIENCE
    ours = set(known)
    while time.monotonic() < deadline:
        ours |= {process for process in psutil.process_iter() if is_ours(process)}
        ours |= children_of(process.pid for process in ours)
        killed = [process for process in ours if kill(process)]
        if not killed:
            return
        while any(lives(process) for process in killed) and time.monotonic() < deadline:
            time.sleep(
                0.005
            )  # no system tells when a process that is no child has ended
        ours = set()


def lives(process):
    """Return whether it still does anything. Its parent may never ask how it ended."""
    import psutil

    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.Error:  # ended meanwhile
        return False


def kill(process):
    """Kill the process; return False where that is not possible, or not ours to do."""
    import psutil

    try:
        if process.pid == os.getpid() or not lives(process):
            return False
        if has_in_environment(process, PROCESS_VARIABLE, REAPER):
            return False
        process.kill()
    except (psutil.Error, OSError):  # ended meanwhile, or another user's
        return False
    return True


def reap(variable, folder):
    """End what belongs to the run and delete its folder, also when it is being filled."""
    deadline = time.monotonic() + PATIENCE
    while True:
        end_all(
            lambda process: (
                works_in(process, folder)
                or has_in_environment(process, variable, folder)
            )
        )
        shutil.rmtree(folder, ignore_errors=True)
        if not os.path.exists(folder) or time.monotonic() > deadline:
            return
        time.sleep(0.05)  # nothing tells when who was about to write there has done it


if __name__ == "__main__":
    for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_IGN)
    # psutil takes a while to import: not while the run starts and needs the processor.
    early_import = threading.Timer(1.2, import_module, ["psutil"])
    early_import.daemon = True  # it does not hold up the end
    early_import.start()
    sys.stdin.buffer.read()
    reap(*sys.argv[1:])
