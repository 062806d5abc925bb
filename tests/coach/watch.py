"""nox -s watch: the checks of a stage on every save, and the one thing to do next."""

import queue
import sys
import threading
import time
from pathlib import Path

from tests.checks.registry import checks_of
from tests.coach.desk import Desk
from tests.coach.hint import hint, next_level
from tests.coach.keys import single_keys
from tests.coach.report import Report
from tests.coach.run import FAILED, NOT_RUN, PASSED, CannotRun
from tests.coach.saves import saves
from tests.coach.words import (
    DEFAULT_PROJECT,
    counted,
    paint,
    utf8_output,
)
from tests.harness.choice import (
    Parser,
    WrongChoice,
    chosen_folder,
    chosen_project,
    step_number,
)
from tests.harness.project import Project, ProjectProblem

FORM = "nox -s watch -- 1|2|3 [PATH]"
CLEAR = "\033[2J\033[3J\033[H"
KEYS = "Enter: run now   h: hint   m: more   q: quit"

SAVED, LOST = "saved", "lost"
"""What happens besides keys: a file was saved, files cannot be watched."""


class Watch:
    """One project at one stage, and what was last said about it."""

    def __init__(self, folder: Path, step: int, desk: Desk) -> None:
        self.folder = folder
        self.step = step
        self.desk = desk
        self.report: Report | None = None
        self.note = "It runs again when you save a file."

    def run(self, *, practice: bool = False) -> None:
        """Run the checks and show what they say."""
        self.show(f"Stage {self.step} on {self.folder.name}: running …")
        started = time.monotonic()
        self.report = self._check(practice)
        seconds = time.monotonic() - started
        when = time.strftime("%H:%M:%S")
        self.show(
            f"Stage {self.step} on {self.folder.name}, {when}, {seconds:.1f} s\n\n"
            f"{self.next_thing()}"
        )
        if self.report.results:
            self.desk.get_ready(Project.at(self.folder))

    def _check(self, practice: bool) -> Report:
        names = {check.name for check in checks_of(self.step, practice=practice)}
        name, problem, results = self.folder.name, None, []
        try:
            project = Project.at(self.folder)
            results = self.desk.check(project, self.step, only=names)
        except (ProjectProblem, CannotRun) as why:
            problem = str(why)
        return Report(name, self.folder, self.step, results, problem)

    def next_thing(self) -> str:
        """Return the one thing to do next."""
        report = self.report
        if report.problem:
            return report.problem
        passed = len(report.decisive(PASSED))
        if report.reached:
            advice = [paint(result.text, sys.stdout) for result in report.advice]
            done = paint(f"✓ {report.sentence}", sys.stdout)
            return "\n\n".join([done, *advice])
        more = len(report.decisive(FAILED)) - 1
        passing = f"✓ {counted(passed, 'check passes', 'checks pass')}"
        lines = [paint(passing, sys.stdout), ""] if passed else []
        lines += [paint(report.first.text, sys.stdout), ""]
        if waiting := len(report.decisive(NOT_RUN)):
            lines.append(
                counted(waiting, "more waits for this one.", "more wait for this one.")
            )
        if more:
            fail = counted(more, "more fails", "more fail")
            lines.append(f"{fail}; m shows all.")
        return "\n".join(lines)

    def more(self) -> None:
        """Show every check; at a stage that is reached also those of good practice."""
        if self.report.reached and not self.report.advice:
            self.run(practice=True)
            return
        lines = []
        for result in self.report.results:
            if result.verdict == FAILED:
                lines += ["", paint(result.text, sys.stdout), ""]
            elif result.verdict == PASSED:
                lines.append(paint(f"✓ {result.check.title}", sys.stdout))
            else:
                lines.append(paint(f"· {result.check.title}", sys.stdout))
        self.show("\n".join(lines) or self.next_thing())

    def hint(self) -> None:
        # Where nothing fails that decides, there may be advice.
        first = self.report.first or next(iter(self.report.advice), None)
        if first is None or first.diagnosis is None:
            self.show(f"{self.next_thing()}\n\nThere is no hint for this.")
            return
        rule = first.diagnosis.rule
        self.show(f"{self.next_thing()}\n\n{hint(rule, next_level(rule.id))}")

    def show(self, text: str) -> None:
        on_terminal = sys.stdout.isatty()
        keys = f"\n{KEYS}" if sys.stdin.isatty() else ""
        print(
            f"{CLEAR if on_terminal else ''}{text}\n\n{self.note}{keys}\n", flush=True
        )


def follow(folder: Path, news: queue.SimpleQueue, stop: threading.Event) -> None:
    """Put SAVED into the queue on each save, LOST when files cannot be watched."""
    try:
        for _ in saves(folder, stop):
            news.put(SAVED)
    except (OSError, RuntimeError) as problem:  # the folder is gone, too many watches
        news.put((LOST, str(problem)))


def listen(read_key, news: queue.SimpleQueue) -> None:
    """Put each key into the queue."""
    while key := read_key():
        news.put(("key", key))


def watch(folder: Path, step: int) -> int:
    """Run until somebody quits. Return 0 if the stage is reached then."""
    news: queue.SimpleQueue = queue.SimpleQueue()
    stop = threading.Event()
    follower = threading.Thread(target=follow, args=[folder, news, stop], daemon=True)
    with Desk(hurry=True) as desk, single_keys() as read_key:
        watched = Watch(folder, step, desk)
        follower.start()
        if read_key:
            threading.Thread(target=listen, args=[read_key, news], daemon=True).start()
        try:
            watched.run()
            while respond(watched, news):
                pass
        except KeyboardInterrupt:
            print("\nStopped.", flush=True)
        finally:
            stop.set()
        return 0 if watched.report and watched.report.reached else 1


def respond(watched: Watch, news: queue.SimpleQueue) -> bool:
    """Wait for the next thing to happen and do what it asks for; False to quit."""
    what = news.get()
    if what == SAVED:
        while not news.empty():  # saves while the checks ran count once
            following = news.get()
            if following != SAVED:
                news.put(following)
                break
        watched.run()
        return True
    kind, value = what
    if kind == LOST:
        watched.note = f"Files cannot be watched here ({value}): press Enter to run."
        watched.show(watched.next_thing())
    elif value in "\r\n r":
        watched.run()
    elif value == "h":
        watched.hint()
    elif value == "m":
        watched.more()
    elif value in "q\x03\x04":
        return False
    return True


def main(words: list[str]) -> int:
    utf8_output()
    try:
        parser = Parser(prog="nox -s watch --", usage=FORM, description=__doc__)
        parser.add_argument("step", nargs="?", help="1, 2 or 3")
        parser.add_argument("path", nargs="?", default=DEFAULT_PROJECT)
        arguments = parser.parse_args(words)
        step = step_number(arguments.step)
        chosen_project(arguments.path)
        folder = chosen_folder(arguments.path)
    except WrongChoice as problem:
        print(f"{problem}\nusage: {FORM}", file=sys.stderr)
        return 2
    return watch(folder, step)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
