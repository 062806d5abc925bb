"""Ask from inside a project where its consumer's handlers run."""

import os
import sys
from pathlib import Path

from tests.harness.processes import Process
from tests.harness.project import Project
from tests.harness.run import scratch_folder
from tests.harness.server import check_environment

INSIDE = Path(__file__).with_name("inside") / "handlers.py"


def where_handlers_run(project: Project, redis_url: str) -> list[str]:
    """Return ["event loop"], ["worker thread"], both, or its error.

    Runs pytest with pytest-django in a process of its own, on the project's settings,
    because one process can have one project's settings only.
    """
    folder = scratch_folder("inside")
    answer = folder / "answer"
    command = [sys.executable, "-m", "pytest", "-q", "-p", "pytest_django"]
    command += ["-p", "no:cacheprovider", "-p", "no:xdist", f"--rootdir={folder}"]
    command += ["-c", folder / "pytest.ini", f"--confcutdir={INSIDE.parent}", INSIDE]
    (folder / "pytest.ini").write_text("[pytest]\n")
    environment = check_environment(project, redis_url, WORKBOOK_ANSWER=str(answer))
    environment["PYTHONPATH"] += os.pathsep + str(project.path)
    process = Process(command, cwd=project.path, env=environment)
    process.wait(within=30)
    process.kill()
    if answer.exists():
        return answer.read_text().split("\n")
    errors = [line[1:].strip() for line in process.lines if line.startswith("E  ")]
    if not errors:
        raise RuntimeError(f"the look inside did not run: {process.output}")
    return errors[-1:]
