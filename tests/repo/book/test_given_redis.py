"""The Redis of a chapter, where one is given and where it is started."""

from types import SimpleNamespace

import pytest

from docs.machinery.robot.robot import Robot
from docs.machinery.robot.terminals import Ports, Terminal
from docs.machinery.steps.blocks import Block, ChapterError
from docs.machinery.steps.commands import Command
from tests.harness.redis_server import REDIS_VARIABLE

START = Block("terminal", "", {"number": "2", "keeps-running": ""}, "nox -s redis\n")
STOP = Block("interrupt", "2")


@pytest.fixture
def reader(monkeypatch):
    """A robot in chapter 2 that has no browser, and to whom no Redis is given."""
    monkeypatch.delenv(REDIS_VARIABLE, raising=False)
    robot = Robot(2, SimpleNamespace(new=None), lambda *_: None)
    yield robot
    robot.close()


def test_a_redis_that_is_given_is_neither_started_nor_stopped(monkeypatch):
    monkeypatch.setenv(REDIS_VARIABLE, "redis://127.0.0.1:1")
    robot = Robot(2, SimpleNamespace(new=None), lambda *_: None)
    assert robot.redis_url == "redis://127.0.0.1:1"
    robot.follow(START)
    robot.follow(STOP)
    with pytest.raises(ChapterError, match="nothing keeps running in terminal 2"):
        robot.follow(STOP)


def test_without_one_the_chapter_has_a_port_of_its_own(reader):
    assert reader.redis_url.startswith("redis://127.0.0.1:")
    with pytest.raises(ChapterError, match="nothing keeps running in terminal 2"):
        reader.follow(STOP)


@pytest.mark.parametrize("typed", ["nox -s check -- 2", "python manage.py shell"])
def test_the_project_has_the_redis_of_the_chapter_and_the_workbook_finds_its_own(
    typed, tmp_path, monkeypatch
):
    started = {}

    def process(argv, *, cwd, env):
        started.update(env)
        return SimpleNamespace(lines=[], kill=lambda: None)

    monkeypatch.setattr("docs.machinery.robot.terminals.Process", process)
    terminal = Terminal(2, Ports(), tmp_path, redis_url="redis://127.0.0.1:2")
    terminal._begin(Command(typed, START), ["python"], {})
    terminal.close()
    of_the_chapter = started.get(REDIS_VARIABLE) == "redis://127.0.0.1:2"
    assert of_the_chapter is typed.startswith("python")
