"""Run the checks of a stage on a project, side by side, and explain what fails."""

import threading
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.checks.failures import in_words
from tests.checks.promise import CheckFailed
from tests.checks.registry import Check
from tests.checks.test_policy import STRICT
from tests.diagnosis.evidence import Evidence
from tests.diagnosis.rule import Diagnosis, diagnose
from tests.diagnosis.words import explain
from tests.exercises.words import explain_exercise
from tests.harness.browser_finder import NoBrowser
from tests.harness.patience import GIVE_UP
from tests.harness.redis_server import NoRedis
from tests.harness.subject import ROOMS, Subject

WITH_A_BROWSER = {"tabs", "silent_tabs"}

PASSED, FAILED, NOT_RUN = "passed", "failed", "not run"

DIES_IN = 0.1  # seconds

SERVERS_OF_THEIR_OWN = {
    "two_server_processes_share_a_room": {},
    "the_page_works_under_a_strict_Content_Security_Policy": {"WORKBOOK_CSP": STRICT},
}
"""Checks that need one more server, and how it is started. It starts while others run."""


@dataclass(frozen=True)
class Result:
    """What became of a check. ``text`` is what a learner reads of it if it failed.

    ``failure``, ``diagnosis`` and ``evidence`` are None unless it failed; ``waits_for`` is
    the title of the check that has to pass before, where it was not run. ``folder`` is the
    copy of the project that was run, where it failed.
    """

    check: Check
    verdict: str
    text: str = ""
    failure: CheckFailed | None = None
    diagnosis: Diagnosis | None = None
    waits_for: str | None = None
    folder: Path | None = None
    evidence: Evidence | None = None


class CannotRun(Exception):
    """The checks cannot be run for a reason that is not the project's; str() says why.

    ``lacks`` is "browser" or "Redis" where that is what is missing.
    """

    def __init__(self, sentence: str, lacks: str | None = None) -> None:
        super().__init__(sentence)
        self.lacks = lacks


def run_checks(
    subject: Subject,
    step: int,
    checks: list[Check],
    browser: Future,
    tell: Callable[[Result], None] = lambda result: None,
    *,
    hurry: bool = False,
) -> list[Result]:
    """Run the checks and return their results in the same order.

    ``browser`` brings a WebDriver, or the NoBrowser that says why there is none. ``tell``
    is called with each result, in order, as soon as it and those before it are known. In a
    ``hurry`` no check waits when nothing more can come.
    Raise CannotRun where a browser or a Redis is missing.
    """
    results = {check.name: Future() for check in checks}
    run = _Run(subject, step, browser, results, hurry)
    with_tabs = [check for check in checks if WITH_A_BROWSER & set(check.uses)]
    without = [check for check in checks if check not in with_tabs]
    beside = threading.Thread(target=run.work, args=[without], daemon=True)
    teller = threading.Thread(target=run.tell_all, args=[tell], daemon=True)
    beside.start()
    teller.start()
    run.work(with_tabs)  # a WebDriver belongs to one thread
    beside.join()
    teller.join()
    return [future.result() for future in run.results.values()]


class _Run:
    def __init__(
        self, subject, step, browser, results: dict[str, Future], hurry: bool
    ) -> None:
        self.hurry = hurry
        self.subject = subject
        self.step = step
        self.browser = browser
        self.results = results

    def work(self, checks: list[Check]) -> None:
        """Run these checks one after the other; what they raise is in their result."""
        for check in checks:
            try:
                self.results[check.name].set_result(self._result(check))
            except BaseException as error:  # noqa: BLE001, it is raised by who asks
                # Nobody may wait for ever for the results that do not come any more.
                for future in self.results.values():
                    if not future.done():
                        future.set_exception(error)
                return

    def tell_all(self, tell) -> None:
        for future in self.results.values():
            if future.exception():
                return
            tell(future.result())

    def _result(self, check: Check) -> Result:
        for need in check.needs:
            if need in self.results:
                needed = self.results[need].result()
                if needed.verdict != PASSED:
                    first = needed.waits_for or needed.check.title
                    return Result(check, NOT_RUN, waits_for=first)
        rooms: list[str] = []
        ROOMS.set(rooms)
        GIVE_UP.set(self.subject.is_settled if self.hurry else None)
        tabs = self._tabs() if "tabs" in check.uses else None
        values = {"subject": self.subject, "tabs": tabs}
        if "handler_places" in check.uses:
            values["handler_places"] = self.subject.handler_places
        if "silent_tabs" in check.uses:
            values["silent_tabs"] = self._silent_tabs()
        failure = None
        try:
            check.function(**{name: values[name] for name in check.uses})
        except NoRedis as problem:
            raise CannotRun(str(problem), "Redis") from problem
        except pytest.skip.Exception as reason:
            return Result(check, NOT_RUN, waits_for=str(reason))
        except Exception as error:
            failure = in_words(error)
            if failure is None:
                raise
            views, button_sends = self._look(tabs) if tabs else ([], None)
        finally:
            if tabs:
                tabs.give_back()
            if silent := values.get("silent_tabs"):
                silent.close()
        if failure is None:
            self._prepare_servers(check)
            return Result(check, PASSED)
        # A server that dies breaks its connections a moment before it has ended.
        self.subject.servers[0].process.wait(DIES_IN)
        evidence = Evidence(
            check=check.name,
            step=self.step,
            failure=failure,
            folder=self.subject.project.path,
            rooms=rooms,
            events=[server.events for server in self.subject.servers],
            log=self.subject.server_log,
            views=views,
            button_sends=button_sends,
        )
        diagnosis = diagnose(evidence)
        mark = "!" if check.promise.practice else "✗"
        if check.hints:
            text = explain_exercise(check, failure, evidence)
        else:
            text = explain(check.name, failure, diagnosis, log=evidence.log, mark=mark)
        return Result(
            check,
            FAILED,
            text,
            failure,
            diagnosis,
            folder=evidence.folder,
            evidence=evidence,
        )

    def _prepare_servers(self, passed: Check) -> None:
        """Let the next server start, one after the other, beginning with the first check."""
        wanted = [name for name in SERVERS_OF_THEIR_OWN if name in self.results]
        after = dict(zip([next(iter(self.results)), *wanted], wanted))  # noqa: B905
        if name := after.get(passed.name):
            self.subject.prepare_another_server(**SERVERS_OF_THEIR_OWN[name])

    def _silent_tabs(self):
        from tests.harness.silence import SilentTabs

        _ = self._tabs()  # for a browser that is missing
        return SilentTabs(self.subject.server, self.browser.result())

    def _tabs(self):
        from tests.harness.tabs import Tabs  # Selenium takes a while to import

        driver = self.browser.result()
        if isinstance(driver, NoBrowser):
            raise CannotRun(str(driver), "browser")
        return Tabs(driver)

    def _look(self, tabs) -> tuple[list, bool | None]:
        """Return what the tabs show, and whether the button sends where Enter did not."""
        from selenium.common import WebDriverException

        views, button_sends, silent = [], None, None
        for tab in tabs.used:
            try:
                view = tab.look()
            except WebDriverException:
                continue  # it shows no page of the project, as the server is down
            views.append(view)
            if view.connected and silent is None:
                silent = tab
        if silent and not any(s["sent"] for view in views for s in view.sockets):
            sent = "view.sockets.some((socket) => socket.sent.length)"
            with suppress(WebDriverException):  # what hangs sends nothing either
                silent.click("#chat-message-submit")
                button_sends = silent.until(sent, within=0.3)[0]
        return views, button_sends
