"""nox -s bench: our browser checks of a stage against tests as in the tutorial's part 4.

Both start from nothing, in turns, and end with their verdict. What counts is the
ratio, because the times depend on the computer and on what else it does.
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
from tests.harness.project import Project
from tests.harness.redis_server import RedisServer
from tests.harness.run import scratch_environment
from tests.harness.server import overlay_environment
from tests.steps import ROOT, get_step

PART4_TESTS = Path(__file__).with_name("part4_tests.py")

# Part 4 asks for it: its live server is a process of its own, which an in-memory
# database does not reach.
TEST_DATABASE = '\nDATABASES["default"]["TEST"] = {"NAME": BASE_DIR / "test.sqlite3"}\n'


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


def time_ours(step: int) -> float:
    """Return the seconds of the browser checks of the stage, Redis included."""
    command = [sys.executable, "-m", "pytest", "tests/checks", "-p", "no:xdist"]
    command += ["-m", "browser and not practice", "--step", step]
    return timed([*command, "--project", get_step(step).path], cwd=ROOT)


def usual_browser(browser: Browser) -> Browser:
    """Return the browser that a part 4 run would use: a full one, where there is one."""
    full = shutil.which("chromium") or shutil.which("google-chrome")
    return Browser(full, browser.kind, browser.driver) if full else browser


def main(words: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="nox -s bench --", description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--step", type=int, default=2, choices=[2, 3])
    arguments = parser.parse_args(words)
    found = find_browser()
    usual = usual_browser(found)
    os.environ.pop("REDIS_URL", None)  # ours would use it, and be timed without Redis
    redis = RedisServer()
    rows = []
    print("round   part 4   part 4, our browser   our checks")
    for number in range(1, arguments.rounds + 1):
        row = (
            time_part4(arguments.step, usual, redis.url),
            time_part4(arguments.step, found, redis.url),
            time_ours(arguments.step),
        )
        rows.append(row)
        print(
            "{:>5}  {:>5.2f} s  {:>18.2f} s  {:>9.2f} s".format(number, *row),
            flush=True,
        )
    redis.stop()
    part4, same_browser, ours = (median(column) for column in zip(*rows, strict=True))
    print(f"\nMedians: our checks take {ours / part4:.2f} times as long as part 4 with")
    print(f"{usual.program}, and {ours / same_browser:.2f} times with {found.program}.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
