"""Clean up after a run of the workbook, however it ended. Started by run.py.

usage: python reaper.py VARIABLE FOLDER  (with a pipe as standard input)

When the pipe ends, every process of the run is killed and FOLDER is deleted. A killed
terminal, a crash or kill -9 leave nothing behind. Of the run is what has VARIABLE=FOLDER
in its environment or works in FOLDER: Redis writes over its environment.
"""

import shutil
import signal
import sys
import threading
from importlib import import_module
from pathlib import Path


def belongs_to_run(process, variable, folder):
    import psutil

    try:
        here = Path(process.cwd() or "/")
        return Path(folder) in (here, *here.parents) or (
            process.environ().get(variable) == folder
        )
    except (psutil.Error, OSError):  # ended meanwhile, or another user's
        return False


def reap(variable, folder):
    import psutil

    while True:
        ours = [
            process
            for process in psutil.process_iter()
            if belongs_to_run(process, variable, folder)
        ]
        if not ours:
            break
        for process in ours:
            try:
                process.kill()
            except psutil.NoSuchProcess:
                continue
        _, alive = psutil.wait_procs(ours, timeout=5)
        if alive:
            break
    shutil.rmtree(folder, ignore_errors=True)


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
