"""The chapter "Testing it": its examples run, and see what its table says that they see."""

import multiprocessing
import re
from contextlib import suppress
from dataclasses import replace

import pytest

from docs.examples.own_check import test_a_message_of_2000_letters_arrives_whole as own
from tests.checks.promise import CheckFailed
from tests.checks.verdicts import BARE, SUBJECTS, read_verdicts
from tests.harness.browser_finder import NoBrowser, find_browser
from tests.harness.project import Project
from tests.harness.redis_server import RedisServer
from tests.harness.server import ServerDown
from tests.harness.sockets import Refused, open_socket
from tests.harness.subject import Subject, new_room
from tests.mistakes.entries import all_mistakes
from tests.repo.book.examples import (
    CHAPTER,
    COMMUNICATOR,
    NOT_AS_A_FORK,
    SAYS,
    SEES,
    SEES_NOT,
    run_live,
    run_raw_client,
    run_tests,
    table_of_the_chapter,
)
from tests.steps import NUMBERS, get_step

IN_CHAPTER = "docs/testing.md, "
ONE, THREE = COMMUNICATOR
STAGE = 2  # of which the table speaks
TABLE = table_of_the_chapter()
MISTAKES = {mistake.id: mistake for mistake in all_mistakes()}
LIVE_SERVER = pytest.mark.xdist_group("live server of the book")


def copy_of(stage: int) -> Project:
    return Project.at(get_step(stage).path).scratch_copy()


def with_mistake(name: str) -> Project:
    """Return a copy of the stage of the table with this mistake in it."""
    return replace(MISTAKES[name], stage=STAGE).make()


@pytest.fixture(scope="module")
def redis_url():
    redis = RedisServer()
    yield redis.url
    redis.stop()


@pytest.fixture(scope="module")
def chrome():
    """A Chrome or Chromium, for which the example with two tabs is written."""
    try:
        browser = find_browser()
    except NoBrowser as problem:
        pytest.fail(str(problem), pytrace=False)
    if browser.kind != "chrome":
        pytest.skip(f"the example is written for Chrome, and here is {browser.kind}")
    return browser


# On the stages


@pytest.mark.parametrize("stage", NUMBERS)
def test_one_connection_passes_on_each_stage(stage):
    done = run_tests(copy_of(stage), ONE)
    assert done.passed, f"{IN_CHAPTER}a communicator: {done.output}"


@pytest.mark.parametrize("stage", NUMBERS)
def test_three_connections_pass_on_stages_with_a_group_alone(stage):
    done = run_tests(copy_of(stage), THREE)
    assert done.passed == (stage > 1), f"{IN_CHAPTER}a communicator: {done.output}"


def test_pytest_runs_the_same_files():
    pytest_django = ("-m", "pytest", "--ds=mysite.settings", "-p", "no:cacheprovider")
    pyargs = (*pytest_django, "--pyargs")
    done = run_tests(copy_of(STAGE), *COMMUNICATOR, command=pyargs)
    assert done.passed, f"{IN_CHAPTER}pytest: {done.output}"
    assert "4 passed" in done.output


@LIVE_SERVER
@pytest.mark.browser
@pytest.mark.parametrize("stage", [2, 3])
def test_two_tabs_pass_on_stages_with_a_group(stage, chrome, redis_url):
    done = run_live(copy_of(stage), chrome, redis_url)
    assert done.passed, f"{IN_CHAPTER}a server of its own: {done.output}"


def test_the_client_without_a_page_prints_what_the_chapter_shows(redis_url):
    done = raw(copy_of(STAGE), redis_url)
    assert done.passed, f"{IN_CHAPTER}outside: {done.output}"
    assert f"```text\n{done.output}```" in CHAPTER.read_text("utf-8"), (
        f"{IN_CHAPTER}outside: the client prints something else now:\n{done.output}"
    )


def raw(project: Project, redis_url: str):
    """Run the client without a page against two servers of the project."""
    subject = Subject(project, needs_redis=True, redis_url=redis_url)
    try:
        with subject.another_server() as second:
            for server in (subject.server, second):
                use_once(server)
            return run_raw_client(subject.server, second)
    finally:
        subject.stop()


def use_once(server):
    """Let the server load what its first WebSocket needs, which takes a busy computer long.

    The client that is tested would meet Daphne's time-out of a handshake instead.
    """
    with suppress(Refused), open_socket(server, new_room()):
        pass


# The table


def test_the_table_has_rows_for_mistakes_that_there_are():
    assert TABLE, f"{IN_CHAPTER}what each of them sees: no row is found"
    for name, cells in TABLE.items():
        assert name in MISTAKES, f"{IN_CHAPTER}the table: there is no mistake {name}"
        assert set(cells) <= {SEES, SEES_NOT, NOT_AS_A_FORK}, f"{name}: {cells}"
        assert cells[-1] == SEES, f"{name}: nox -s check sees each of the mistakes"
        assert name in SAYS, f"{IN_CHAPTER}the table: SAYS in examples.py has no {name}"


def assert_sees(name: str, column: int, passed: bool, output: str) -> None:
    """Fail unless the cell says what has happened."""
    cell = TABLE[name][column]
    as_fork = multiprocessing.get_start_method() == "fork"
    sees = cell == SEES or (cell == NOT_AS_A_FORK and not as_fork)
    said = "sees it" if sees else "does not see it"
    assert passed != sees, (
        f"{IN_CHAPTER}the table says of {name} in column {column + 1} that the test "
        f"{said}. Change the cell, or the example. It printed:\n{output}"
    )
    if sees:
        assert re.search(SAYS[name][column], output), (
            f"{IN_CHAPTER}the table: {name} is seen in column {column + 1}, and not for "
            f"the reason {SAYS[name][column]!r} (SAYS in examples.py):\n{output}"
        )


@pytest.mark.parametrize("name", TABLE)
def test_the_communicators_see_what_the_table_says(name):
    done = run_tests(with_mistake(name), *COMMUNICATOR)
    assert_sees(name, 0, done.passed, done.output)


@LIVE_SERVER
@pytest.mark.browser
@pytest.mark.parametrize("name", TABLE)
def test_the_live_server_sees_what_the_table_says(name, chrome, redis_url):
    done = run_live(with_mistake(name), chrome, redis_url)
    assert_sees(name, 1, done.passed, done.output)


@pytest.mark.parametrize("name", TABLE)
def test_the_client_without_a_page_sees_what_the_table_says(name, redis_url):
    try:
        done = raw(with_mistake(name), redis_url)
    except ServerDown as problem:  # a reader sees that nothing listens
        assert_sees(name, 2, False, f"{problem}\n{problem.output}")
        return
    assert_sees(name, 2, done.passed, done.output)


# A check of your own


FIRST = 20.0  # seconds


@pytest.fixture(scope="module")
def broken_and_whole(redis_url):
    """Two Subjects: stage 2 that cuts messages, and stage 2 as it is."""
    broken = copy_of(STAGE)
    frames = broken.path / "chat" / "frames.py"
    text = frames.read_text(encoding="utf-8")
    cut = text.replace("\n    return message\n", "\n    return message[:1000]\n")
    assert cut != text, (
        "docs/testing.md, a check of your own: read_message() has changed"
    )
    frames.write_text(cut, encoding="utf-8")
    subjects = [
        Subject(project, needs_redis=True, redis_url=redis_url)
        for project in (broken, copy_of(STAGE))
    ]
    yield subjects
    for subject in subjects:
        subject.stop()


@pytest.mark.browser
def test_the_check_of_ones_own_passes_and_can_fail(broken_and_whole, tabs):
    broken, whole = broken_and_whole
    for subject in broken_and_whole:
        # The first connection of all may take longer than the check would wait.
        assert tabs.open(subject.server.page(new_room())).connects(FIRST).connected
    tabs.give_back()
    own(whole, tabs)
    with pytest.raises(CheckFailed, match="abcdefghij"):
        own(broken, tabs)


def test_the_row_of_the_own_check_is_one():
    name = own.__name__.removeprefix("test_")
    [row] = re.findall(rf"^{name} .*$", CHAPTER.read_text("utf-8"), re.MULTILINE)
    rows = read_verdicts(row)
    assert rows == {(name, subject): subject != BARE for subject in SUBJECTS}
