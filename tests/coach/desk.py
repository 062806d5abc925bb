"""What checks need besides a project, kept from one project to the next."""

from collections.abc import Callable, Container
from concurrent.futures import Future, ThreadPoolExecutor

from tests.checks.registry import checks_of
from tests.coach.run import CannotRun, Result, run_checks
from tests.harness.browsers import start_browser_early, stop_browser
from tests.harness.ports import is_listening
from tests.harness.project import Project
from tests.harness.redis_server import (
    NoRedis,
    RedisServer,
    named_redis,
    redis_place,
)
from tests.harness.subject import Subject


class Desk:
    """A browser and a Redis. Use it with ``with``: they end with the block."""

    def __init__(self, browser: Future | None = None) -> None:
        """``browser`` brings a WebDriver that somebody else ends."""
        self._browser_is_ours = browser is None
        self._browser: Future = browser or start_browser_early()

    def __enter__(self) -> "Desk":
        self._redis: Future = ThreadPoolExecutor(1).submit(start_redis)
        return self

    def __exit__(self, *error) -> None:
        if isinstance(redis := self._redis.result(), RedisServer):
            redis.stop()
        if self._browser_is_ours:
            stop_browser(self._browser.result())

    def check(
        self,
        project: Project,
        step: int,
        *,
        patient: bool = False,
        only: Container[str] | None = None,
        redis_url: str | None = None,
        tell: Callable[[Result], None] = lambda result: None,
    ) -> list[Result]:
        """Run the checks of the stage on the project, see run_checks(). Raise CannotRun.

        ``only`` are the names of checks, where not all of them are wanted; ``redis_url``
        is a Redis for this project alone.
        """
        try:
            subject = Subject(
                project,
                needs_redis=step > 1,
                redis_url=redis_url or self._redis_url(step),
            )
        except NoRedis as problem:
            raise CannotRun(str(problem)) from problem
        try:
            checks = checks_of(step, patient=patient)
            if only is not None:
                checks = [check for check in checks if check.name in only]
            return run_checks(subject, step, checks, self._browser, tell)
        finally:
            self._leave_pages()
            subject.stop()

    def _redis_url(self, step: int) -> str | None:
        redis = self._redis.result()
        if isinstance(redis, NoRedis):
            if step > 1:
                raise redis
            return None
        return redis if isinstance(redis, str) else redis.url

    def _leave_pages(self) -> None:
        """No page may go on trying to reconnect to a server that has ended."""
        if not self._browser.done():
            return
        driver = self._browser.result()
        if hasattr(driver, "idle_tabs"):
            from tests.harness.tabs import leave_idle_pages

            leave_idle_pages(driver)


def start_redis() -> RedisServer | str | NoRedis:
    """Return a Redis of our own, the URL of the named one, or why there is none."""
    try:
        url = named_redis()
        if not url:
            return RedisServer()
        place = redis_place(url)
        if place and not is_listening(*place):
            return NoRedis(f"REDIS_URL is {url}, and nothing answers there.")
        return url
    except NoRedis as problem:
        return problem
