"""Start launch.py on a project, in a Python that is ready for it or in a new one."""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.harness.nest import CAN_FORK, Nest
from tests.harness.processes import Process
from tests.harness.project import Project
from tests.harness.warm import WarmPythons

LAUNCH = Path(__file__).with_name("launch.py")

nest: Nest | None = None
"""Where what has no warm Python begins, in the workbook's own tests."""


@contextmanager
def as_forks() -> Iterator[Nest | None]:
    """Let servers begin in a Nest meanwhile, where the system can fork."""
    global nest
    if not CAN_FORK:
        yield None
        return
    nest = mine = Nest()
    try:
        yield mine
    finally:
        nest = None
        mine.end()


def launch(
    project: Project,
    words: Sequence[str],
    environment: Mapping[str, str],
    warm: WarmPythons | None = None,
) -> Process:
    """Return the process that does what the words say, see launch.py."""
    ready = warm or nest
    process = ready.take(project) if ready else None
    if process is None:
        command = [project.python, LAUNCH, *words]
        return Process(command, cwd=project.path, env=environment)
    orders = {"folder": str(project.path), "environment": environment, "words": words}
    process.order(json.dumps(orders) + "\n")
    return process
