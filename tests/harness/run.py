"""One run of the workbook: a scratch folder, and the promise that nothing is left.

The first process of a run makes the folder and starts a reaper (reaper.py) that
outlives it. Everything started later inherits the folder's name in WORKBOOK_RUN,
which is how the reaper knows what belongs to the run.
"""

import atexit
import os
import signal
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

RUN_VARIABLE = "WORKBOOK_RUN"
REAPER = Path(__file__).with_name("reaper.py")

if sys.platform == "win32":
    APART = {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP}
else:
    APART = {"start_new_session": True}
"""Arguments of Popen for a child that Ctrl-C in our terminal does not reach."""


@cache
def run_folder() -> Path:
    """Return the scratch folder of this run. It is deleted when the run ends."""
    if RUN_VARIABLE in os.environ:
        return Path(os.environ[RUN_VARIABLE])
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        # We were started in the background of a script. Our children would ignore
        # Ctrl-C too, and with it the checks of what Ctrl-C does.
        signal.signal(signal.SIGINT, signal.default_int_handler)
    folder = Path(tempfile.mkdtemp(prefix="workbook-")).resolve()
    # The reaper waits for the end of this pipe, which comes when we end, however we
    # end. It is started before the variable is set, so it does not reap itself.
    reaper = subprocess.Popen(
        [sys.executable, "-E", str(REAPER), RUN_VARIABLE, str(folder)],
        stdin=subprocess.PIPE,
        **APART,
    )
    atexit.register(reaper.communicate)  # ends its pipe and waits until it is done
    os.environ[RUN_VARIABLE] = str(folder)
    return folder


def scratch_environment() -> dict[str, str]:
    """Return the environment for a child whose temporary files go into our folder."""
    folder = str(run_folder())
    return {**os.environ, "TMPDIR": folder, "TEMP": folder, "TMP": folder}


def scratch_folder(prefix: str) -> Path:
    """Return a new empty folder in the folder of this run."""
    return Path(tempfile.mkdtemp(prefix=f"{prefix}-", dir=run_folder()))
