"""Whether the computer has more to do than it can."""

import os
from collections.abc import Iterator

import psutil

from tests.doctor.finding import Finding

BUSY = 2  # programs that want to run, for each core


def how_busy() -> Iterator[Finding]:
    """Yield a finding where more programs want to run than a server can wait for."""
    cores = os.cpu_count() or 1
    wanting = psutil.getloadavg()[0]  # the mean of the last minute
    if wanting > BUSY * cores:
        yield Finding(
            False,
            f"This computer is busy: {wanting:.0f} programs want its {cores} cores at once, "
            "and a server may start too late.",
            "Check again when it has less to do, or give servers more seconds to start: "
            "set WORKBOOK_START_UP=60.",
        )
