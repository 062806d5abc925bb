"""What is typed in terminals, and what is kept of what it prints."""

import sys
from pathlib import Path

import pytest

from docs.machinery.places import CONSTRAINTS
from docs.machinery.steps import recordings
from docs.machinery.steps.blocks import Block, ChapterError
from docs.machinery.steps.commands import Command, read_commands, terminal_number
from docs.machinery.steps.recordings import compare_recording, normalised


def terminal(body: str, **options: str) -> Block:
    return Block("terminal", "", options, body, "docs/stage1.md", 7)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("python manage.py migrate", ["manage.py", "migrate"]),
        ("nox -s check -- 1", ["-m", "tests.coach.check", "1"]),
        ("nox -s redis", ["-m", "tests.harness.serve_redis"]),
        ("nox -s diff -- mychat 1", ["-m", "tests.compare", "mychat", "1"]),
    ],
)
def test_the_robot_runs_what_the_reader_types(typed, words):
    (command,) = read_commands(terminal(f"{typed}\n"))
    assert command.argv() == [sys.executable, *words]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("nox -s checks -- 1", "there is no command nox -s checks"),
        ("nox -s check 1", "-- is missing"),
        ("pip install channels", "cannot run “pip install channels”; say why"),
    ],
)
def test_what_the_robot_cannot_run_is_an_error(typed, sentence):
    (command,) = read_commands(terminal(f"{typed}\n"))
    with pytest.raises(ChapterError, match=f"^docs/stage1.md, line 7: .*{sentence}"):
        command.argv()


@pytest.mark.parametrize(
    ("body", "options", "sentence"),
    [
        ("", {}, "there is no command"),
        ("ls\n", {"keeps-running": "", "fails": ""}, "cannot fail"),
        ("ls\n", {"not-run": ""}, "write behind :not-run: why"),
        ("ls\n", {"record": ""}, "a name is needed"),
        ("ls\n", {"number": "two"}, "is no number of a terminal"),
    ],
)
def test_a_terminal_block_that_makes_no_sense_is_an_error(body, options, sentence):
    with pytest.raises(ChapterError, match=sentence):
        read_commands(terminal(body, **options))


def test_a_server_that_nobody_knows_needs_to_say_when_it_is_ready():
    with pytest.raises(ChapterError, match="add :ready: TEXT"):
        _ = Command("python serve.py", terminal("x\n")).ready
    assert Command("x", terminal("x\n", ready="up")).ready == "up"


def test_terminal_1_is_meant_where_none_is_named():
    assert terminal_number(terminal("x\n")) == 1
    assert terminal_number(Block("interrupt", "2")) == 2


@pytest.mark.parametrize(
    ("printed", "kept"),
    [
        ("Django version 5.2.1, x", "Django version {version of Django}, x"),
        ("ASGI/Daphne version 4.2.3 d", "ASGI/Daphne version {version of Daphne} d"),
        (
            "October 02, 2026 - 01:02:03",
            "November 26, 2026 - 10:00:00",
        ),
        (
            "HTTP GET / 200 [0.37, 127.0.0.1:4711]",
            "HTTP GET / 200 [0.01, 127.0.0.1:50000]",
        ),
        ("at http://127.0.0.1:12345/", "at http://127.0.0.1:8000/"),
        ("Made /scratch/x/mychat, the", "Made mychat, the"),
        ("in 3.4 s", "in 0.1 s"),
        ("within 2 s", "within 2 s"),
        ("\x1b[32m✓ yes\x1b[0m  ", "✓ yes"),
    ],
)
def test_what_differs_from_run_to_run_is_not_kept(printed, kept):
    assert normalised(printed, {Path("/scratch/x"): ""}, {12345: 8000}) == f"{kept}\n"


def test_a_recording_that_changed_names_the_chapter_and_the_command(
    tmp_path, monkeypatch
):
    monkeypatch.setattr(recordings, "RECORDED", tmp_path)
    block = terminal("python manage.py migrate\n")
    with pytest.raises(
        ChapterError, match=r"is not there\. Make it: nox -s record -- 1"
    ):
        compare_recording(block, "migrate", "OK\n")
    recordings.write_recording("migrate", "OK\n")
    compare_recording(block, "migrate", "OK\n")
    with pytest.raises(ChapterError) as caught:
        compare_recording(block, "migrate", "done\n")
    assert "docs/stage1.md, line 7" in str(caught.value)
    assert "- OK" in str(caught.value)
    assert "+ done" in str(caught.value)
    assert "nox -s record -- 1" in str(caught.value)


def test_a_page_shows_the_versions_of_the_lock_file(tmp_path, monkeypatch):
    monkeypatch.setattr(recordings, "RECORDED", tmp_path)
    recordings.write_recording("x", "Django version {version of Django}\n")
    shown = recordings.read_recording("x")
    assert shown.removeprefix("Django version ").strip() in CONSTRAINTS.read_text()
