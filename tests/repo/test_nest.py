"""What begins as a fork is like what begins in a Python of its own."""

import json

import pytest

from tests.harness.project import Project
from tests.harness.sockets import open_socket
from tests.harness.subject import Subject, new_room
from tests.steps import get_step


@pytest.fixture
def forks(nest):
    if nest is None:
        pytest.skip("there are no forks here")
    return nest


def ordered(nest, project: Project, *words: str):
    """Return the fork that does what the words say in the project."""
    process = nest.take(project)
    orders = {"folder": str(project.path), "environment": {}, "words": words}
    process.order(json.dumps(orders) + "\n")
    return process


def test_a_fork_prints_and_ends_as_the_project_does(forks):
    project = Project.at(get_step(1).path).scratch_copy()
    manage = project.path / "manage.py"
    manage.write_text("import sys\nprint(sys.argv)\nsys.exit(7)\n", encoding="utf-8")
    fork = ordered(forks, project, "some", "words")
    assert fork.wait(within=10) == 7
    assert fork.wait_for_line(r"^\['manage.py', 'some', 'words'\]$", 1)
    fork.kill()


def test_a_fork_without_end_can_be_killed(forks):
    project = Project.at(get_step(1).path).scratch_copy()
    manage = project.path / "manage.py"
    manage.write_text("print('begun')\nwhile True: pass\n", encoding="utf-8")
    fork = ordered(forks, project, "runserver")
    assert fork.wait_for_line("begun", 10)
    fork.kill()
    assert fork.exit_code == -9


def test_a_project_with_a_file_named_like_a_package_gets_a_python_of_its_own(forks):
    project = Project.at(get_step(1).path).scratch_copy()
    (project.path / "redis.py").touch()
    assert forks.take(project) is None


@pytest.mark.usefixtures("forks")
def test_servers_that_are_forks_do_not_disturb_each_other():
    project = Project.at(get_step(1).path)
    subjects = [Subject(project, needs_redis=False) for _ in range(2)]
    try:
        for subject in subjects:
            room = new_room()
            with open_socket(subject.server, room) as socket:
                socket.say(room)
                assert socket.hear() == room
    finally:
        for subject in subjects:
            subject.stop()
