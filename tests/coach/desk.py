"""What checks need besides a project, kept from one project to the next."""

import shutil
import threading
from collections.abc import Callable, Container, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial

from tests.checks.registry import Check, checks_of
from tests.coach.run import PASSED, CannotRun, Result, run_checks
from tests.harness.browser_finder import NoBrowser
from tests.harness.browsers import start_browser_early, stop_browser
from tests.harness.project import Project, ProjectProblem
from tests.harness.redis_server import NoRedis, RedisServer, listening_redis
from tests.harness.run import run_folder
from tests.harness.subject import Subject
from tests.harness.warm import WarmPythons

PYTHONS = 3  # a check uses two servers, and one that imports the application


class Unusable(CannotRun):
    """The checks cannot be run because of the project's folder; str() says why."""


class Desk:
    """A browser and a Redis. Use it with ``with``: they end with the block."""

    def __init__(
        self,
        browser: Future | None = None,
        *,
        hurry: bool = False,
    ) -> None:
        """``browser`` brings a WebDriver that somebody else ends.

        In a ``hurry`` it keeps Pythons ready for the next check of the same project, and
        does not wait longer than something can still happen.
        """
        self._hurry = hurry
        self._warm: WarmPythons | None = None
        self._ending: threading.Thread | None = None
        run_folder()  # before threads ask for it
        self._copy: Project | None = None
        self._browser_is_ours = browser is None
        self._browser: Future = browser or start_browser_early()

    def __enter__(self) -> "Desk":
        self._redis: Future = ThreadPoolExecutor(1).submit(start_redis)
        return self

    def __exit__(self, *error) -> None:
        if isinstance(redis := self._redis.result(), RedisServer):
            redis.stop()
        self._wait_for_the_end()
        if self._warm:
            self._warm.end()
        if self._browser_is_ours:
            stop_browser(self._browser.result())
        self.clear()

    def check(
        self,
        project: Project,
        step: int,
        *,
        patient: bool = False,
        only: Container[str] | None = None,
        then: Sequence[Check] = (),
        redis_url: str | None = None,
        tell: Callable[[Result], None] = lambda result: None,
    ) -> list[Result]:
        """Run the checks of the stage on the project, see run_checks(). Raise CannotRun.

        ``only`` are the names of checks, where not all of them are wanted. ``then`` are
        further checks, which are run if all those have passed. ``redis_url`` is a Redis
        for this project alone. The copy of the project that was run is there until the
        next check.
        """
        self.clear()
        self._wait_for_the_end()
        try:
            subject = Subject(
                project,
                needs_redis=step > 1,
                redis_url=redis_url or self.redis_url(step),
                warm=self._warm,
            )
        except NoRedis as problem:
            raise CannotRun(str(problem), "Redis") from problem
        except ProjectProblem as problem:
            raise Unusable(str(problem)) from problem
        self._copy = subject.project
        try:
            checks = checks_of(step, patient=patient)
            if only is not None:
                checks = [check for check in checks if check.name in only]
            run = partial(run_checks, subject, step, hurry=self._hurry)
            results = run(checks, self._browser, tell)
            if then and all(result.verdict == PASSED for result in results):
                results += run(then, self._browser, tell)
            return results
        finally:
            if not self._browser_is_ours:  # others may use it at once
                self._leave_pages()
            if self._hurry:  # who waits for the results need not wait for this
                self._ending = threading.Thread(target=self._end, args=[subject])
                self._ending.start()
            else:
                self._end(subject)

    def _end(self, subject: Subject) -> None:
        if self._browser_is_ours:
            self._leave_pages()
        subject.stop()

    def _wait_for_the_end(self) -> None:
        """Return when nothing is left of the check before."""
        if self._ending:
            self._ending.join()

    def get_ready(self, project: Project) -> None:
        """In a hurry, let Pythons get ready for the next check of this project."""
        self._wait_for_the_end()
        if self._hurry and not self._warm:
            self._warm = WarmPythons(project, PYTHONS)
        elif self._warm:
            self._warm.refill()

    def redis_url(self, step: int) -> str | None:
        """Return the address of the Redis, None where stage 1 does without. Raise NoRedis."""
        redis = self._redis.result()
        if isinstance(redis, NoRedis):
            if step > 1:
                raise redis
            return None
        return redis if isinstance(redis, str) else redis.url

    def clear(self) -> None:
        """Delete the copy of the last project, with all that was written beside it."""
        if self._copy:
            shutil.rmtree(self._copy.path.parent, ignore_errors=True)
            self._copy = None

    def _leave_pages(self) -> None:
        """No page may go on trying to reconnect to a server that has ended."""
        if not self._browser.done():
            return
        driver = self._browser.result()
        if isinstance(driver, NoBrowser):
            return
        from tests.harness.tabs import leave_idle_pages

        leave_idle_pages(driver)
        if driver.lost_tabs and self._browser_is_ours:
            # What a page did to this browser must not trouble the next project.
            stop_browser(driver)
            self._browser = start_browser_early()


def start_redis() -> RedisServer | str | NoRedis:
    """Return a Redis of our own, the URL of the named one, or why there is none."""
    try:
        return listening_redis() or RedisServer()
    except NoRedis as problem:
        return problem
