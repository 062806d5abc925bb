"""What all tests share: a browser, the verdicts of checks."""

from concurrent.futures import Future

import pytest

from tests.checks.verdicts import Verdict, print_table
from tests.harness.browser_finder import NoBrowser
from tests.harness.browsers import start_browser, start_browser_early, stop_browser
from tests.harness.choice import WrongChoice, chosen_project
from tests.harness.launching import as_forks
from tests.harness.redis_server import NoRedis
from tests.harness.subject import Subject
from tests.steps import NUMBERS

EARLY_BROWSER = pytest.StashKey[Future]()
EARLY_SUBJECT = pytest.StashKey[Subject]()


def pytest_sessionstart(session):
    """With --project, start its server and the browser while the tests are collected."""
    config = session.config
    folder, step = config.option.project, config.option.step
    if (folder is None) != (step is None):
        raise pytest.UsageError(
            "--project and --step go together: --project PATH --step 2"
        )
    if folder is None or config.option.collectonly:
        return
    if step not in NUMBERS:
        raise pytest.UsageError(f"There is no stage {step}; the stages are 1, 2 and 3.")
    try:
        config.stash[EARLY_SUBJECT] = Subject(
            chosen_project(folder), needs_redis=step > 1
        )
    except (WrongChoice, NoRedis) as problem:
        raise pytest.UsageError(str(problem)) from None
    config.stash[EARLY_BROWSER] = start_browser_early()


@pytest.hookimpl(trylast=True)  # after the fixtures, which still use the browser
def pytest_sessionfinish(session):
    if subject := session.config.stash.get(EARLY_SUBJECT, None):
        subject.stop()
    if browser := session.config.stash.get(EARLY_BROWSER, None):
        stop_browser(browser.result())


def pytest_terminal_summary(terminalreporter):
    """Print the verdict table, or the advice for one project."""
    properties = [
        value
        for reports in terminalreporter.stats.values()
        for report in reports
        for value in getattr(report, "user_properties", ())
    ]
    said = [Verdict(*value) for name, value in properties if name == "verdict"]
    if said:
        terminalreporter.section("verdicts: ✓ passed, ✗ failed, [ ] not as expected")
        print_table(said, terminalreporter.write_line)
    advice = [value for name, value in properties if name == "advice"]
    if advice:
        terminalreporter.section("good practice, beyond the stage")
        for text in advice:
            terminalreporter.write_line(text)


@pytest.fixture(scope="session", autouse=True)
def nest(pytestconfig):
    """The Nest in which servers begin, None where the system or a person has none."""
    if pytestconfig.option.project is not None:
        yield None
        return
    with as_forks() as nest:
        yield nest


@pytest.fixture(scope="session")
def driver(pytestconfig):
    """The browser of this run, a Selenium WebDriver."""
    early = pytestconfig.stash.get(EARLY_BROWSER, None)
    started = early.result() if early else start_browser()
    if isinstance(started, NoBrowser):
        pytest.fail(str(started), pytrace=False)
    yield started
    if not early:
        stop_browser(started)


@pytest.fixture
def tabs(request, driver):
    """The tabs of one test."""
    from tests.harness.tabs import Tabs, leave_idle_pages

    tabs = Tabs(driver)
    yield tabs
    tabs.give_back()
    server_goes_on = "subject" in request.fixturenames
    if request.node.get_closest_marker("practice") or not server_goes_on:
        leave_idle_pages(driver)
