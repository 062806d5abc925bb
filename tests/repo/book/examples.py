"""The examples of the chapter on testing, run on copies of projects as a reader runs them."""

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.harness.browser_finder import Browser
from tests.harness.driver import chrome_arguments
from tests.harness.project import Project
from tests.harness.run import scratch_environment
from tests.harness.server import Server
from tests.steps import ROOT

CHAPTER = ROOT / "docs" / "testing.md"
EXAMPLES = ROOT / "docs" / "examples"
COMMUNICATOR = ("test_one_connection", "test_three_connections")
LIVE = "test_two_tabs"
RAW = EXAMPLES / "raw_client.py"
CHOSEN_BROWSER = Path(__file__).with_name("chosen_browser")
ENDS_WITHIN = 90  # seconds; a test that waits for what does not come ends far sooner


@dataclass(frozen=True)
class Run:
    """What became of a command: whether it ended with 0, and all that it printed."""

    passed: bool
    output: str


def run(command: list, folder: Path, environment: dict[str, str]) -> Run:
    done = subprocess.run(
        [sys.executable, *map(str, command)],
        cwd=folder,
        env={**scratch_environment(), **environment},
        check=False,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        timeout=ENDS_WITHIN,
    )
    return Run(done.returncode == 0, done.stdout)


def run_tests(
    project: Project, *names: str, command=("manage.py", "test"), **more
) -> Run:
    """Put the example files into the project's app, and run them there."""
    for name in names:
        shutil.copy(EXAMPLES / f"{name}.py", project.path / "chat")
    return run([*command, *(f"chat.{name}" for name in names)], project.path, more)


def run_live(project: Project, browser: Browser, redis_url: str) -> Run:
    """Run the example with two tabs, on settings with the lines that it needs."""
    settings = project.path / "mysite" / "settings.py"
    lines = (EXAMPLES / "end_of_settings.py").read_text(encoding="utf-8")
    with settings.open("a", encoding="utf-8") as file:
        file.write(f"\n{lines}")
    return run_tests(
        project,
        LIVE,
        REDIS_URL=redis_url,
        PYTHONPATH=str(CHOSEN_BROWSER),
        BOOK_BROWSER=browser.program,
        BOOK_BROWSER_ARGUMENTS=" ".join(chrome_arguments(browser)),
        **({"SE_CHROMEDRIVER": browser.driver} if browser.driver else {}),
    )


def run_raw_client(first: Server, second: Server) -> Run:
    """Run the client without a page against two servers."""
    hosts = [f"127.0.0.1:{server.port}" for server in (first, second)]
    done = run([RAW, *hosts], EXAMPLES, dict(os.environ))
    printed = done.output
    for host, typed in zip(hosts, ("127.0.0.1:8000", "127.0.0.1:8001"), strict=True):
        printed = printed.replace(host, typed)
    return Run(done.passed, printed)


SEES, SEES_NOT, NOT_AS_A_FORK = "sees it", "–", "only where it is started anew"
ROW = re.compile(
    r"^\| `([a-z0-9-]+)`: [^|]+\|([^|]+)\|([^|]+)\|([^|]+)\|([^|]+)\|$", re.M
)


def table_of_the_chapter() -> dict[str, tuple[str, ...]]:
    """Return the cells of "What each of them sees", by the mistake of the row."""
    text = CHAPTER.read_text(encoding="utf-8")
    return {
        name: tuple(cell.strip() for cell in cells)
        for name, *cells in ROW.findall(text)
    }


SAYS = {
    "handler-misnamed": (
        "No handler for message type",
        "the tab shows",
        "1011|Timeout",
    ),
    "group-add-forgotten": ("TimeoutError", "the tab shows", "TimeoutError"),
    "js-no-json-parse": (None, "the tab shows", None),
    "asgi-application-missing": (
        None,
        "Cannot find ASGI_APPL",
        "not set ASGI_APPLICATION",
    ),
    "daphne-not-in-apps": (None, None, "HTTP 404"),
    "origin-validator-dropped": (None, None, "lets pages of other sites in"),
    "in-memory-two-processes": (None, None, "TimeoutError"),
    "routing-imported-too-early": (None, "AppRegistryNotReady", None),
}
"""What a test says that sees a mistake, by column: so it does not fail for another reason."""
