"""One run of the workbook: a scratch folder, and the promise that nothing is left.

The first process of a run makes the folder and starts a reaper (reaper.py) that
outlives it. Everything started later inherits the folder's name in WORKBOOK_RUN,
which is how the reaper knows what belongs to the run.
"""

import atexit
import os
import secrets
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from tests.harness.reaper import PROCESS_VARIABLE, REAPER

RUN_VARIABLE = "WORKBOOK_RUN"
REAPER_FILE = Path(__file__).with_name("reaper.py")

if sys.platform == "win32":
    APART = {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP}
else:
    APART = {"start_new_session": True}
"""Arguments of Popen for a child that Ctrl-C in our terminal does not reach."""

WAIT_FOR = "import os, sys; os.waitpid(int(sys.argv[1]), 0); os._exit(int(sys.argv[2]))"

_beginning = threading.Lock()
_folder: Path | None = None
_reaper: subprocess.Popen | None = None
_end_after_beginning: Callable[[], None] | None = None


class NoScratchFolder(Exception):
    """No temporary folder can be made; str() of this error says what to do."""


def run_folder() -> Path:
    """Return the scratch folder of this run. It is deleted when the run ends.

    Raise NoScratchFolder where none can be made.
    """
    global _folder
    with _beginning:
        if _folder is None:
            inherited = os.environ.get(RUN_VARIABLE)
            _folder = Path(inherited) if inherited else _begin()
    if _end_after_beginning:
        _end_after_beginning()
    return _folder


def _begin() -> Path:
    global _reaper
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        # We were started in the background of a script. Our children would ignore
        # Ctrl-C too, and with it the checks of what Ctrl-C does.
        signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        above = Path(tempfile.gettempdir()).resolve()
    except OSError as problem:
        raise no_scratch_folder(problem) from problem
    folder = above / f"workbook-{secrets.token_hex(4)}"
    # The reaper waits for the end of this pipe, which comes when we end, however we
    # end. It is started before there is a folder that we could leave behind, and before
    # the variable is set, so it does not reap itself.
    _reaper = subprocess.Popen(
        [sys.executable, "-E", str(REAPER_FILE), RUN_VARIABLE, str(folder)],
        stdin=subprocess.PIPE,
        env={**os.environ, PROCESS_VARIABLE: REAPER},
        **APART,
    )
    atexit.register(_reaper.communicate)  # ends its pipe and waits until it is done
    try:
        folder.mkdir(mode=0o700)
    except OSError as problem:
        raise no_scratch_folder(problem) from problem
    os.environ[RUN_VARIABLE] = str(folder)
    return folder


def no_scratch_folder(problem: OSError) -> NoScratchFolder:
    return NoScratchFolder(
        f"No temporary folder can be made ({problem.strerror}). Name a folder that you "
        "may write to and that has room in the environment variable TMPDIR."
    )


def end_on_ctrl_c(code: int = 130) -> None:
    """From now on let Ctrl-C end this process at once, with all that it has started.

    A KeyboardInterrupt would have to wait for the threads that are at work. Call it in
    the main thread.
    """

    def end(*_) -> None:
        global _end_after_beginning
        if _beginning.locked():  # what is half done would be left
            _end_after_beginning = end
            return
        if threading.current_thread() is threading.main_thread():
            signal.signal(signal.SIGINT, signal.SIG_IGN)
        with suppress(RuntimeError, OSError):  # it is just being flushed, or closed
            sys.stdout.flush()
            os.write(sys.stderr.fileno(), b"\nStopped.\n")
        if _reaper is None:
            os._exit(code)
        if sys.platform == "win32":
            _reaper.communicate()
            os._exit(code)
        # Another program takes our place and waits for the reaper, whose pipe ends with
        # us. So no thread can start anything more while the reaper is at work.
        wait = [sys.executable, "-I", "-S", "-c", WAIT_FOR, str(_reaper.pid), str(code)]
        theirs = {k: v for k, v in os.environ.items() if k != RUN_VARIABLE}
        os.execve(sys.executable, wait, theirs)

    signal.signal(signal.SIGINT, end)


def scratch_environment() -> dict[str, str]:
    """Return the environment for a child whose temporary files go into our folder."""
    folder = str(run_folder())
    return {**os.environ, "TMPDIR": folder, "TEMP": folder, "TMP": folder}


def scratch_folder(prefix: str) -> Path:
    """Return a new empty folder in the folder of this run."""
    return Path(tempfile.mkdtemp(prefix=f"{prefix}-", dir=run_folder()))
