"""The project that the checks look at, and what becomes of a check's verdict.

With --project and --step: the checks of that stage, on that project. Without: every
check on every stage and on a bare project, against the verdict table.
"""

import pytest

from tests.checks import verdicts
from tests.checks.failures import in_words
from tests.checks.promise import CheckFailed, title
from tests.checks.registry import ORDER
from tests.conftest import EARLY_SUBJECT
from tests.harness.bare import make_bare_project
from tests.harness.project import Project
from tests.harness.silence import SilentTabs
from tests.harness.subject import Subject
from tests.harness.where import where_handlers_run
from tests.steps import get_step

BROKEN = pytest.StashKey[set]()
"""Names of the checks of one project that failed, or were not run for that reason."""


def pytest_generate_tests(metafunc):
    if "subject" in metafunc.fixturenames:
        one = metafunc.config.option.project is not None
        marks = [
            pytest.param(name, marks=pytest.mark.xdist_group(name))
            for name in (["project"] if one else verdicts.SUBJECTS)
        ]
        metafunc.parametrize("subject", marks, indirect=True, scope="session")


@pytest.hookimpl(tryfirst=True)  # before -m selects by the markers
def pytest_collection_modifyitems(config, items):
    config.stash[BROKEN] = set()
    checks = [item for item in items if hasattr(item.function, "promise")]
    for item in checks:
        name = item.originalname.removeprefix("test_")
        if (name, verdicts.BARE) not in verdicts.EXPECTED:
            raise pytest.UsageError(
                f"The check {name} has no row in tests/checks/verdicts.txt. Add one, "
                "with + or - for each project in the table's first lines."
            )
    for item in checks:
        if "tabs" in item.fixturenames:
            item.add_marker("browser")
        if item.function.promise.practice:
            item.add_marker("practice")
    step = config.option.step
    if step is not None:
        items[:] = [item for item in checks if step in item.function.promise.steps]
        checks = items
    ordered = sorted(checks, key=lambda item: (subject_of(item), place(item)))
    items[:] = ordered + [item for item in items if item not in set(checks)]


def place(item) -> int:
    return ORDER.index(item.module.__name__.rpartition(".")[2])


def subject_of(item) -> str:
    return item.callspec.params["subject"]


@pytest.fixture(scope="session")
def subject(request):
    """The project under test, a Subject."""
    if early := request.config.stash.get(EARLY_SUBJECT, None):
        yield early
        return
    if request.param == verdicts.BARE:
        started = Subject(make_bare_project(), needs_redis=False)
    else:
        step = get_step(int(request.param[-1]))
        started = Subject(Project.at(step.path), needs_redis=step.number > 1)
    yield started
    started.stop()


@pytest.fixture(scope="session")
def handler_places(subject):
    """Where the consumer's handlers run, see where_handlers_run()."""
    return where_handlers_run(subject.project, subject.redis_url)


@pytest.fixture(scope="session")
def silent_tabs(subject, driver):
    """Two tabs in one room that were opened a while ago and are silent since."""
    silent = SilentTabs(subject.server, driver)
    yield silent
    silent.close()


@pytest.fixture(scope="session")
def _leave_pages_before_the_server_stops(request, subject):
    """Between one subject and the next; after the last the browser ends."""
    if request.config.option.step is not None:
        yield
        return
    from tests.harness.tabs import leave_idle_pages

    driver = request.getfixturevalue("driver")
    yield
    leave_idle_pages(driver)


@pytest.fixture(scope="session", autouse=True)
def _open_silent_tabs_early(request, subject, _leave_pages_before_the_server_stops):
    """Let their 12 seconds pass while other checks run."""
    if any("silent_tabs" in item.fixturenames for item in request.session.items):
        request.getfixturevalue("silent_tabs")


def pytest_runtest_setup(item):
    if item.config.option.step is None:
        return
    for need in item.function.promise.needs:
        if need in item.config.stash[BROKEN]:
            pytest.skip(f"not run, because this did not pass: {title(need)}")


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item, call):
    outcome = yield
    report = outcome.get_result()
    failure = call.excinfo.value if call.excinfo else None
    if item.config.option.step is not None:
        failure = in_words(failure) or failure
    if isinstance(failure, CheckFailed):
        report.longrepr = explain(item, failure)
    if failure is not None:
        item.config.stash[BROKEN].add(item.originalname)
    if call.when != "call":
        return
    if item.config.option.step is None:
        compare_with_table(item, report, failure)
    elif isinstance(failure, CheckFailed) and item.function.promise.practice:
        # More than the stage asks for: advice, which does not decide.
        report.user_properties.append(("advice", str(report.longrepr)))
        report.outcome = "skipped"
        report.longrepr = (str(item.path), None, "good practice, not needed here")


def explain(item, failure: CheckFailed) -> str:
    """Return what a learner reads of a check that failed."""
    return (
        f"✗ {title(item.originalname)}\n"
        f"  expected   {failure.expected}\n  found      {failure.found}\n"
        "  next       nox -s check -- N PATH names the likely cause"
    )


def compare_with_table(item, report, failure) -> None:
    """Turn the verdict of a check into whether it is the expected one."""
    check, subject = item.originalname.removeprefix("test_"), subject_of(item)
    passed = None if report.skipped else failure is None
    report.user_properties.append(("verdict", (check, subject, passed)))
    if verdicts.EXPECTED[check, subject]:
        return
    if isinstance(failure, CheckFailed):
        report.outcome, report.longrepr = "passed", None
    elif failure is None:
        report.outcome = "failed"
        report.longrepr = f"{title(check)}: it passes on {subject} and must fail there."
