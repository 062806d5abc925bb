"""The server of a project that misbehaves: it ends with all it began, and harms nothing."""

import sys
import time
from pathlib import Path

import psutil
import pytest

from tests.harness import server
from tests.harness.processes import Process
from tests.harness.project import Project
from tests.harness.server import Server, ServerDown
from tests.harness.subject import Subject
from tests.repo.broken import ONLY_POSIX, append, sleeping

CHILDREN = """
import os, subprocess, sys, time
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        time.sleep(97532)
    os._exit(0)
subprocess.Popen([sys.executable, "-c", "import time; time.sleep(97532)"],
                 start_new_session=True)
subprocess.Popen(["sleep", "SECONDS"], start_new_session=True, env={}, cwd="/")
"""


def everything_in(folder: Path) -> dict[str, bytes | None]:
    return {
        str(path): path.read_bytes() if path.is_file() else None
        for path in folder.rglob("*")
    }


@ONLY_POSIX
def test_children_that_left_the_servers_group_end_with_it(own_copy):
    children = CHILDREN.replace("SECONDS", "97532")
    append(own_copy / "chat" / "consumers.py", children)
    running = Server(Project.at(own_copy).scratch_copy(), None).wait()
    pids = {child.pid for child in psutil.Process().children(recursive=True)}
    pids |= {one.pid for one in psutil.process_iter() if works_in(one, running)}
    assert len(pids) >= 4
    began = time.monotonic()
    running.stop()
    assert time.monotonic() - began < 2
    assert not [one for one in psutil.process_iter() if works_in(one, running)]
    assert sleeping("97532") == []


def works_in(process: psutil.Process, running: Server) -> bool:
    try:
        if process.status() == psutil.STATUS_ZOMBIE:
            return False
        return process.cwd() == str(running.project.path)
    except psutil.Error:
        return False


@ONLY_POSIX
def test_a_child_that_holds_the_output_does_not_hide_that_the_server_ended(own_copy):
    children = CHILDREN.replace("SECONDS", "97533")
    append(
        own_copy / "chat" / "consumers.py", f"{children}\nraise RuntimeError('end')\n"
    )
    started = Server(Project.at(own_copy).scratch_copy(), None)
    began = time.monotonic()
    with pytest.raises(ServerDown, match="ended: RuntimeError: end"):
        started.wait()
    started.stop()
    assert time.monotonic() - began < server.START_UP - 1
    if sys.platform == "linux":  # elsewhere nothing tells whose an orphan is
        assert sleeping("97533") == []


def test_a_program_that_prints_a_line_without_end_is_ended():
    endless = "import sys\nwhile True: sys.stdout.write('x' * 10_000)"
    process = Process([sys.executable, "-c", endless])
    assert process.wait(within=20) is not None
    process.kill()
    assert process.flooded
    assert len(process.output) < 20_000_000


def test_a_thread_of_the_project_does_not_hold_up_the_look_at_its_application(own_copy):
    thread = (
        "import threading, time\nthreading.Thread(target=time.sleep, args=[30]).start()"
    )
    append(own_copy / "chat" / "consumers.py", f"\n{thread}\n")
    subject = Subject(Project.at(own_copy), needs_redis=False)
    try:
        _ = subject.server
        began = time.monotonic()
        assert subject.load_alone() == ""
        assert time.monotonic() - began < 8
    finally:
        subject.stop()


def test_a_manage_py_that_assigns_its_settings_still_gets_our_database(own_copy):
    manage_py = own_copy / "manage.py"
    text = manage_py.read_text(encoding="utf-8")
    default = "os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'mysite.settings')"
    assert default in text
    assign = 'os.environ["DJANGO_SETTINGS_MODULE"] = "mysite.settings"'
    manage_py.write_text(text.replace(default, assign), encoding="utf-8")
    theirs = own_copy.parent / "precious.sqlite3"
    append(
        own_copy / "mysite" / "settings.py",
        f"\nDATABASES['default']['NAME'] = {str(theirs)!r}\n",
    )
    running = Server(Project.at(own_copy).scratch_copy(), None)
    try:
        running.wait()
        assert "settings" in {event["kind"] for event in running.events}
    finally:
        running.stop()
    assert not theirs.exists()


def test_the_learners_files_are_as_before(own_copy):
    (own_copy / "db.sqlite3").write_bytes(
        b"SQLite format 3\x00 and what is dear to them"
    )
    append(
        own_copy / "mysite" / "settings.py", "\n(BASE_DIR / 'seen').write_text('x')\n"
    )
    before = everything_in(own_copy.parent)
    subject = Subject(Project.at(own_copy), needs_redis=False)
    try:
        _ = subject.server
    finally:
        subject.stop()
    assert everything_in(own_copy.parent) == before


def test_a_server_that_ends_by_itself_says_so_in_its_events(own_copy):
    later = "\nimport threading\nthreading.Timer(1.5, os._exit, [7]).start()\n"
    append(own_copy / "mysite" / "asgi.py", later)
    running = Server(Project.at(own_copy).scratch_copy(), None).wait()
    assert running.process.wait(within=10) == 7
    [ended] = [event for event in running.events if event["kind"] == "ended"]
    assert (ended["code"], ended["flooded"]) == (7, False)
    running.stop()
    assert "ended" not in {event["kind"] for event in running.events}


def test_more_servers_than_places_have_to_wait(own_copy, monkeypatch):
    monkeypatch.setattr(server, "PLACES", server.threading.BoundedSemaphore(1))
    monkeypatch.setattr(server, "PLACE_IS_FREE", 0.1)
    copy = Project.at(own_copy).scratch_copy()
    first = Server(copy, None)
    try:
        with pytest.raises(RuntimeError, match="more servers are wanted"):
            Server(copy, None)
    finally:
        first.stop()
        first.stop()  # gives back one place, not two
    Server(copy, None).stop()
