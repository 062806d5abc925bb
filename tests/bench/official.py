"""nox -s bench: check and watch against tests as in the tutorial's part 4.

The tutorial's two tests and a cold check start from nothing, in turns, and end with their
verdict. watch is timed from a save to its verdict. What counts is the ratio, because the
times depend on the computer and on what else it does.
"""

import argparse
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

from tests.harness.browser_finder import Browser, find_browser
from tests.harness.driver import chrome_arguments
from tests.harness.processes import Process
from tests.harness.project import Project
from tests.harness.redis_server import RedisServer
from tests.harness.run import scratch_environment
from tests.harness.server import overlay_environment
from tests.steps import ROOT, get_step

PART4_TESTS = Path(__file__).with_name("part4_tests.py")

# Part 4 asks for it: its live server is a process of its own, which an in-memory
# database does not reach.
TEST_DATABASE = '\nDATABASES["default"]["TEST"] = {"NAME": BASE_DIR / "test.sqlite3"}\n'

THINKS = 3.0  # seconds; nobody saves again sooner, and watch gets ready meanwhile

REACHED, LIKELY = "is reached", "  likely "
MISTAKE = ("def chat_message", "def chatMessage")


def timed(command: list, **how) -> float:
    """Run the command and return its seconds. Raise SystemExit when it fails."""
    started = time.perf_counter()
    done = subprocess.run(
        [str(word) for word in command], capture_output=True, text=True, **how
    )
    seconds = time.perf_counter() - started
    if done.returncode:
        raise SystemExit(f"{command} failed:\n{done.stdout}{done.stderr}")
    return seconds


def time_part4(step: int, browser: Browser, redis_url: str) -> float:
    """Return the seconds of manage.py test with the two tests of part 4."""
    project = Project.at(get_step(step).path).scratch_copy()
    shutil.copy(PART4_TESTS, project.path / "chat" / "tests.py")
    settings = project.path / "mysite" / "settings.py"
    settings.write_text(settings.read_text() + TEST_DATABASE)
    environment = scratch_environment() | overlay_environment(project, redis_url)
    environment |= {
        "BENCH_BROWSER": browser.program,
        "BENCH_DRIVER": browser.driver,
        "BENCH_ARGUMENTS": " ".join(chrome_arguments(browser)),
    }
    command = [sys.executable, "manage.py", "test", "chat.tests"]
    return timed(command, cwd=project.path, env=environment)


def time_check(step: int) -> float:
    """Return the seconds of all checks of the stage, browser and Redis included."""
    command = [sys.executable, "-m", "tests.coach.check", step, get_step(step).path]
    return timed(command, cwd=ROOT)


def usual_browser(browser: Browser) -> Browser:
    """Return the browser that a part 4 run would use: a full one, where there is one."""
    full = shutil.which("chromium") or shutil.which("google-chrome")
    return Browser(full, browser.kind, browser.driver) if full else browser


class Watched:
    """watch on a copy of the stage, and the times from a save to the verdict."""

    def __init__(self, step: int) -> None:
        self._file = Project.at(get_step(step).path).scratch_copy().path
        command = [sys.executable, "-m", "tests.coach.watch", step, self._file]
        self._watch = Process([str(word) for word in command], cwd=ROOT)
        self._file /= "chat/consumers.py"
        self._right = self._file.read_text(encoding="utf-8")
        self._await(REACHED, 0)

    def _await(self, words: str, after: int) -> None:
        if not self._watch.wait_for_line(words, within=60, after=after):
            raise SystemExit(f"watch did not say it:\n{self._watch.output}")

    def save(self, *, mistake: bool) -> float:
        """Save the file, with or without a mistake, and return the seconds to the verdict."""
        text = self._right.replace(*MISTAKE) if mistake else self._right
        time.sleep(THINKS)
        seen = len(self._watch.lines)
        started = time.perf_counter()
        self._file.write_text(text, encoding="utf-8")
        self._await(LIKELY if mistake else REACHED, seen)
        return time.perf_counter() - started

    def stop(self) -> None:
        self._watch.interrupt()
        self._watch.wait(within=10)
        self._watch.kill()


COLUMNS = ("part 4", "same, our browser", "check", "watch, good", "watch, mistake")


def main(words: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="nox -s bench --", description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--step", type=int, default=2, choices=[2, 3])
    arguments = parser.parse_args(words)
    found = find_browser()
    usual = usual_browser(found)
    os.environ.pop("REDIS_URL", None)  # ours would use it, and be timed without Redis
    redis = RedisServer()
    watched = Watched(arguments.step)
    rows = []
    print("round  " + "  ".join(f"{name:>17}" for name in COLUMNS))
    for number in range(1, arguments.rounds + 1):
        row = (
            time_part4(arguments.step, usual, redis.url),
            time_part4(arguments.step, found, redis.url),
            time_check(arguments.step),
            # The mistake first: after it a good save changes the file again.
            *reversed([watched.save(mistake=True), watched.save(mistake=False)]),
        )
        rows.append(row)
        print(
            f"{number:>5}  " + "  ".join(f"{one:>15.2f} s" for one in row), flush=True
        )
    watched.stop()
    redis.stop()
    part4, *others = (median(column) for column in zip(*rows, strict=True))
    print(f"\nMedians, as parts of part 4 with {usual.program}:")
    for name, seconds in zip(COLUMNS[1:], others, strict=True):
        print(f"  {name:<17}  {seconds / part4:.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
