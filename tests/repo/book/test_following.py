"""What the robot does with a project, apart from tabs."""

import shutil
from dataclasses import replace

import pytest

from docs.machinery.robot.robot import begins_the_stage, differences
from docs.machinery.robot.terminals import Ports, Terminal
from docs.machinery.steps.blocks import Block, ChapterError
from docs.machinery.steps.commands import Command
from tests.steps import get_step


@pytest.fixture
def mine(tmp_path):
    """A copy of stage 1, as it is at the end of its chapter."""
    ignore = shutil.ignore_patterns("__pycache__", "*.sqlite3", "README.md")
    return shutil.copytree(get_step(1).path, tmp_path / "mychat", ignore=ignore)


def edit(file, old: str, new: str) -> None:
    text = file.read_bytes()
    assert old.encode() in text
    file.write_bytes(text.replace(old.encode(), new.encode()))


def test_a_stage_is_like_itself(mine):
    assert differences(mine, get_step(1)) == []


def test_a_secret_key_drawn_by_chance_is_no_difference(mine):
    edit(mine / "mysite/settings.py", "this-key-is-public", "x8#@$q!")
    assert differences(mine, get_step(1)) == []
    later = replace(get_step(1), number=2)  # whose chapter begins with our key
    (problem,) = differences(mine, later)
    assert "SECRET_KEY" in problem


@pytest.mark.parametrize(
    ("file", "old", "new", "sentence"),
    [
        ("chat/urls.py", '"index"', '"home"', "chat/urls.py differs: line 6 is"),
        ("chat/urls.py", "]\n", "]", "chat/urls.py differs: "),
        ("mysite/settings.py", "DEBUG = True", "DEBUG = False", "settings.py differs"),
    ],
)
def test_one_byte_is_a_difference(mine, file, old, new, sentence):
    edit(mine / file, old, new)
    (problem,) = differences(mine, get_step(1))
    assert sentence in problem


def test_files_too_few_and_too_many_are_differences(mine):
    (mine / "chat/rooms.py").rename(mine / "chat/names.py")
    assert differences(mine, get_step(1)) == [
        "chat/names.py is too much",
        "chat/rooms.py is not there",
    ]


def test_a_chapter_may_make_its_project_itself():
    def block(body, **options):
        return Block("terminal", "", options, body)

    assert begins_the_stage(block("nox -s start -- 1\n", number="2"))
    assert not begins_the_stage(block("nox -s start -- 1\n", **{"not-run": "why"}))
    assert not begins_the_stage(block("nox -s check -- 1\n"))


@pytest.fixture
def terminal(tmp_path):
    terminal = Terminal(1, Ports(), tmp_path)
    yield terminal
    terminal.close()


def block(body: str = "x\n", **options: str) -> Block:
    return Block("terminal", "", options, body, "docs/stage1.md", 7)


def program(code: str, **options: str) -> Command:
    return Command("python", block(**options), also=("-c", code))


def test_a_command_that_ends_leaves_what_it_printed(terminal):
    assert terminal.run(program("print('one'); exit(3)")) == 3
    assert terminal.run(program("print('two')")) == 0
    assert terminal.lines == ["one", "two"]


def test_what_keeps_running_is_ready_when_it_says_so(terminal):
    code = "import time\nprint('up')\ntime.sleep(99)"
    terminal.keep_running(program(code, ready="up"))
    assert terminal.lines == ["up"]
    with pytest.raises(ChapterError, match="still runs: use :interrupt-first:"):
        terminal.run(program("pass"))
    terminal.interrupt(block())
    assert terminal.run(program("pass")) == 0
    with pytest.raises(ChapterError, match="nothing keeps running in terminal 1"):
        terminal.interrupt(block())


def test_what_ends_instead_of_running_is_an_error(terminal):
    with pytest.raises(ChapterError, match=r"line 7: .*(?s:was not ready.*no luck)"):
        terminal.keep_running(program("print('no luck')", ready="up"))


def test_ports_of_readers_are_replaced():
    ports = Ports()
    web = ports.used(8000)
    assert ports.in_words(["runserver", "8000"]) == ["runserver", str(web)]
    assert ports.in_words(["127.0.0.1:8000"]) == [f"127.0.0.1:{web}"]
    assert ports.in_words(["--port", "8001"]) == ["--port", str(ports.used(8001))]
    assert ports.in_words(["-v", "2", "12.8001.x"]) == ["-v", "2", "12.8001.x"]
    assert ports.shown[web] == 8000
