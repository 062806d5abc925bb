"""Tabs that one check leaves for the next."""

import pytest

from tests.checks.people import enter, in_any_room, leave_for_the_next_check
from tests.harness.ports import free_port
from tests.harness.project import Project
from tests.harness.subject import Subject, new_room
from tests.steps import get_step

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("commands 2")]


@pytest.fixture
def running():
    started = Subject(Project.at(get_step(1).path), needs_redis=False)
    yield started
    started.stop()


def test_a_check_goes_on_in_the_tab_that_was_left(running, tabs):
    room = new_room()
    left = enter(running.server, tabs, room)
    leave_for_the_next_check(left)
    tabs.give_back()
    assert in_any_room(running.server, tabs, 1) == [left]
    assert left.url == running.server.page(room)


def test_a_tab_whose_websocket_was_closed_meanwhile_is_left_alone(running, tabs):
    with running.another_server() as other:
        leave_for_the_next_check(enter(other, tabs, new_room()))
        tabs.give_back()
    [tab] = in_any_room(running.server, tabs, 1)
    assert tab.url.startswith(running.server.url)
    assert tab.look().connected


FAIL_OFTEN = """
window.failures = 0;
(function fail() {
  if (window.failures < 18) new WebSocket(arguments[0]).onclose = () => {
    window.failures += 1;
    fail();
  };
})();
"""


def test_websockets_that_failed_do_not_hold_up_those_of_the_next_page(running, tabs):
    address = f"ws://127.0.0.1:{free_port()}/"
    tab = tabs.open(f"{running.server.url}/chat/")
    tab.in_console(FAIL_OFTEN.replace("arguments[0]", f"'{address}'"))
    failed = "view.sockets.filter((one) => one.code).length === 18"
    ok, view = tab.until(failed, within=60)  # Chrome makes them wait more and more
    assert ok, len(view.sockets)
    for _ in range(3):
        assert tab.open(running.server.page(new_room())).connects().connected
