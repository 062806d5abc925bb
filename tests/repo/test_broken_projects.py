"""Projects that are broken in ways that no lesson is about: said in a sentence, and gone."""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import django
import psutil
import pytest

from tests.checks.registry import checks_of
from tests.coach.run import FAILED
from tests.diagnosis.log import errors_in_log
from tests.harness import copies, project, server
from tests.harness.processes import Process
from tests.harness.project import Project, ProjectProblem
from tests.harness.server import Server, ServerDown
from tests.harness.subject import Subject
from tests.steps import get_step

ONLY_POSIX = pytest.mark.skipif(sys.platform == "win32", reason="needs fork and links")
START = "runserver_starts_an_ASGI_server"


@pytest.fixture
def stage(tmp_path):
    """A copy of stage 1 in a folder that a learner may have."""
    folder = tmp_path / "Übung 1" / "mein chat"
    noise = shutil.ignore_patterns("__pycache__", "*.sqlite3")
    return Path(shutil.copytree(get_step(1).path, folder, ignore=noise))


def append(file: Path, text: str) -> None:
    file.write_text(file.read_text(encoding="utf-8") + text, encoding="utf-8")


def everything_in(folder: Path) -> dict[str, bytes | None]:
    return {
        str(path): path.read_bytes() if path.is_file() else None
        for path in folder.rglob("*")
    }


# Folders that are no project


def one_inside(folder):
    shutil.copytree(get_step(1).path, folder / "mysite")


def two_inside(folder):
    one_inside(folder)
    shutil.copytree(folder / "mysite", folder / "other")


def environment_inside(folder):
    (folder / "venv" / "lib").mkdir(parents=True)
    (folder / "venv" / "pyvenv.cfg").touch()
    (folder / "venv" / "manage.py").touch()


def manage(content: bytes):
    return lambda folder: (folder / "manage.py").write_bytes(content)


@pytest.mark.parametrize(
    ("make", "named", "sentence"),
    [
        (lambda folder: None, "", "has no manage.py. Name the folder of a Django"),
        (lambda folder: None, "nowhere", "There is no folder"),
        (manage(b""), "manage.py", "is a file"),
        (environment_inside, "", "has no manage.py. Name the folder of a Django"),
        (one_inside, "", "The project is one further down: name .*mysite\\."),
        (
            one_inside,
            "mysite/mysite",
            "The project is one further up: name .*mysite\\.",
        ),
        (two_inside, "", "Name the folder of one project: .*mysite, .*other\\."),
        (lambda folder: (folder / "manage.py").mkdir(), "", "has no manage.py"),
        (manage(b" \n"), "", "manage.py is empty"),
        (manage(bytes(range(256))), "", "not in UTF-8"),
        (manage("# Prüfung\n".encode("latin-1")), "", "not in UTF-8"),
        (manage("import os\n".encode("utf-16")), "", "not in UTF-8"),
        (manage(b"import os\n"), "", 'setdefault."DJANGO_SETTINGS_MODULE"'),
        (
            manage(b"# ('DJANGO_SETTINGS_MODULE', 'mysite.settings')\n"),
            "",
            "does not set DJANGO_SETTINGS_MODULE",
        ),
    ],
)
def test_a_folder_that_is_no_project_is_refused_in_a_sentence(
    make, named, sentence, tmp_path
):
    make(tmp_path)
    with pytest.raises(ProjectProblem, match=sentence):
        Project.at(tmp_path / named)


@pytest.mark.parametrize(
    "content",
    [
        b'import os\nos.environ["DJANGO_SETTINGS_MODULE"] = "mysite.settings"\n',
        b'\xef\xbb\xbfimport os\nos.environ.setdefault(\n "DJANGO_SETTINGS_MODULE", '
        b'"mysite.settings")\n',
        "# coding: latin-1\n# Prüfung\nimport os\n"
        'os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mysite.settings")\n'.encode(
            "latin-1"
        ),
    ],
    ids=["assigned", "with a byte order mark", "in another encoding"],
)
def test_a_manage_py_that_python_can_run_is_read(content, tmp_path):
    manage(content)(tmp_path)
    assert Project.at(tmp_path).settings_module == "mysite.settings"


def test_what_may_not_be_read_is_named(stage, monkeypatch):
    def refuse(*arguments):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(copies.shutil, "copyfile", refuse)
    with pytest.raises(ProjectProblem, match=r"\.py cannot be read\. Give yourself"):
        Project.at(stage).scratch_copy()


# What is copied


@ONLY_POSIX
def test_a_copy_follows_links_but_not_in_circles(stage):
    outside = stage.parent / "chat_elsewhere"
    shutil.move(stage / "chat", outside)
    (stage / "chat").symlink_to(outside)
    (outside / "up").symlink_to("..")
    (stage / "here").symlink_to(".")
    (stage / "itself").symlink_to("itself")
    (stage / "nothing").symlink_to("/nowhere/at/all")
    (stage / "all").symlink_to("/")
    os.mkfifo(stage / "pipe")
    copy = Project.at(stage).scratch_copy().path
    assert (copy / "chat" / "consumers.py").is_file()
    assert not (copy / "chat").is_symlink()
    names = {path.name for path in copy.rglob("*")}
    assert not names & {"up", "here", "itself", "nothing", "all", "pipe"}


def test_a_copy_has_no_uploads_packages_and_dumps(stage):
    for name in ("media/film.mp4", "node_modules/a/index.js", "chat/media/models.py"):
        (stage / name).parent.mkdir(parents=True)
        (stage / name).write_text("x")
    with (stage / "dump.sql").open("wb") as dump:
        dump.truncate(copies.BIG)
    (stage.parent / ".env").write_text("SECRET=1")
    copy = Project.at(stage).scratch_copy().path
    assert list((copy / "media").iterdir()) == []
    assert (copy / "chat" / "media" / "models.py").is_file(), "that is an app"
    assert not (copy / "node_modules").exists()
    assert not (copy / "dump.sql").exists()
    assert (copy.parent / ".env").read_text() == "SECRET=1"


def test_a_folder_that_holds_far_too_much_is_refused(stage, monkeypatch):
    monkeypatch.setattr(copies, "MOST_FILES", 80)
    (stage / "photos").mkdir()
    for number in range(90):
        (stage / "photos" / f"{number}.txt").touch()
    with pytest.raises(ProjectProblem, match=r"more than a project has .*in photos"):
        Project.at(stage).scratch_copy()


@ONLY_POSIX
def test_a_copy_of_what_is_read_only_can_be_written_to(stage):
    for path in [*stage.rglob("*"), stage]:
        path.chmod(0o555 if path.is_dir() else 0o444)
    try:
        copy = Project.at(stage).scratch_copy().path
        assert all(path.stat().st_mode & 0o200 for path in [copy, *copy.rglob("*")])
    finally:
        for path in [stage, *stage.rglob("*")]:
            path.chmod(0o755)


# Which Python


def own_environment(stage: Path, name: str) -> Path:
    make = [sys.executable, "-m", "venv", "--without-pip", str(stage / name)]
    subprocess.run(make, check=True)
    return stage / name


def test_a_virtual_environment_with_django_runs_the_project(stage):
    folder = own_environment(stage, ".venv")
    [site] = folder.glob("**/site-packages")
    (site / "django.pth").write_text(str(Path(django.__file__).parent.parent))
    found = Project.at(stage)
    assert Path(found.python).is_relative_to(folder)
    assert found.python_note == "run with its own .venv"


def test_a_virtual_environment_without_django_is_told(stage):
    own_environment(stage, "env")
    found = Project.at(stage)
    assert found.python == sys.executable
    assert found.python_note.endswith("because its own env has no Django")


@ONLY_POSIX
@pytest.mark.parametrize("fault", ["dangling", "another system's", "hanging"])
def test_a_virtual_environment_that_does_not_run_is_told(fault, stage, monkeypatch):
    monkeypatch.setattr(project, "PYTHON_ANSWERS", 0.3)
    python = stage / "env" / "bin" / "python"
    python.parent.mkdir(parents=True)
    (stage / "env" / "pyvenv.cfg").touch()
    if fault == "dangling":
        python.symlink_to("/nowhere/python3")
    else:
        python.write_text("#!/bin/sh\nsleep 97531\n" if fault == "hanging" else "MZ")
        python.chmod(0o755)
    found = Project.at(stage)
    assert found.python == sys.executable
    assert "its own env has no Python" in found.python_note or (
        "its own env does not run here" in found.python_note
    )
    if fault == "hanging":
        assert sleeping("97531") == []


def sleeping(seconds: str) -> list[psutil.Process]:
    """Return the processes of sleep with this argument."""
    found = psutil.process_iter(["cmdline", "status"])
    return [
        process
        for process in found
        if process.info["status"] != psutil.STATUS_ZOMBIE
        and (process.info["cmdline"] or [])[-1:] == [seconds]
    ]


# What the server does


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


@ONLY_POSIX
def test_children_that_left_the_servers_group_end_with_it(stage):
    children = CHILDREN.replace("SECONDS", "97532")
    append(stage / "chat" / "consumers.py", children)
    running = Server(Project.at(stage).scratch_copy(), None).wait()
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
def test_a_child_that_holds_the_output_does_not_hide_that_the_server_ended(stage):
    children = CHILDREN.replace("SECONDS", "97533")
    append(stage / "chat" / "consumers.py", f"{children}\nraise RuntimeError('end')\n")
    started = Server(Project.at(stage).scratch_copy(), None)
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


def test_a_thread_of_the_project_does_not_hold_up_the_look_at_its_application(stage):
    thread = (
        "import threading, time\nthreading.Thread(target=time.sleep, args=[30]).start()"
    )
    append(stage / "chat" / "consumers.py", f"\n{thread}\n")
    subject = Subject(Project.at(stage), needs_redis=False)
    try:
        _ = subject.server
        began = time.monotonic()
        assert subject.load_alone() == ""
        assert time.monotonic() - began < 8
    finally:
        subject.stop()


def test_a_manage_py_that_assigns_its_settings_still_gets_our_database(stage):
    manage_py = stage / "manage.py"
    text = manage_py.read_text(encoding="utf-8")
    default = "os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'mysite.settings')"
    assert default in text
    assign = 'os.environ["DJANGO_SETTINGS_MODULE"] = "mysite.settings"'
    manage_py.write_text(text.replace(default, assign), encoding="utf-8")
    theirs = stage.parent / "precious.sqlite3"
    append(
        stage / "mysite" / "settings.py",
        f"\nDATABASES['default']['NAME'] = {str(theirs)!r}\n",
    )
    running = Server(Project.at(stage).scratch_copy(), None)
    try:
        running.wait()
        assert "settings" in {event["kind"] for event in running.events}
    finally:
        running.stop()
    assert not theirs.exists()


def test_the_learners_files_are_as_before(stage):
    (stage / "db.sqlite3").write_bytes(b"SQLite format 3\x00 and what is dear to them")
    append(stage / "mysite" / "settings.py", "\n(BASE_DIR / 'seen').write_text('x')\n")
    before = everything_in(stage.parent)
    subject = Subject(Project.at(stage), needs_redis=False)
    try:
        _ = subject.server
    finally:
        subject.stop()
    assert everything_in(stage.parent) == before


def test_a_server_that_ends_by_itself_says_so_in_its_events(stage):
    later = "\nimport threading\nthreading.Timer(1.5, os._exit, [7]).start()\n"
    append(stage / "mysite" / "asgi.py", later)
    running = Server(Project.at(stage).scratch_copy(), None).wait()
    assert running.process.wait(within=10) == 7
    [ended] = [event for event in running.events if event["kind"] == "ended"]
    assert (ended["code"], ended["flooded"]) == (7, False)
    running.stop()
    assert "ended" not in {event["kind"] for event in running.events}


def test_more_servers_than_places_have_to_wait(stage, monkeypatch):
    monkeypatch.setattr(server, "PLACES", server.threading.BoundedSemaphore(1))
    monkeypatch.setattr(server, "PLACE_IS_FREE", 0.1)
    copy = Project.at(stage).scratch_copy()
    first = Server(copy, None)
    try:
        with pytest.raises(RuntimeError, match="more servers are wanted"):
            Server(copy, None)
    finally:
        first.stop()
        first.stop()  # gives back one place, not two
    Server(copy, None).stop()


# What a learner reads


SETTINGS = "mysite/settings.py"
FAILS = """
from django.db import migrations


def work(apps, schema_editor):
    raise ValueError("no data")


class Migration(migrations.Migration):
    operations = [migrations.RunPython(work)]
"""


@pytest.mark.browser
@pytest.mark.parametrize(
    ("file", "text", "said"),
    [
        (SETTINGS, "import sys\nsys.exit('no configuration')", "no configuration"),
        (SETTINGS, "import os\nos.environ['NOT_SET_HERE']", "KeyError: 'NOT_SET_HERE'"),
        (SETTINGS, "open(BASE_DIR / 'secrets.env')", "secrets.env"),
        ("chat/consumers.py", "import os\nos.kill(os.getpid(), 9)", "ends by itself"),
        ("chat/migrations/0001_initial.py", FAILS, "ValueError: no data"),
        ("manage.py", "def x(:", "Python cannot read manage.py, line"),
    ],
)
def test_a_project_that_does_not_start_is_explained(file, text, said, stage, desk):
    path = stage / file
    path.parent.mkdir(exist_ok=True)
    path.touch()
    if "migrations" in file:
        (path.parent / "__init__.py").touch()
    append(path, f"\n{text}\n")
    began = time.monotonic()
    results = desk.check(Project.at(stage), 1)
    assert time.monotonic() - began < 15
    [failed] = [result for result in results if result.verdict == FAILED]
    assert failed.check.name == START
    assert failed.diagnosis, failed.text
    assert said in failed.text
    waiting = [result for result in results if result is not failed]
    assert {result.waits_for for result in waiting} == {failed.check.title}
    assert len(results) == len(checks_of(1))


@pytest.mark.browser
def test_a_file_that_is_not_written_yet_is_not_taken_for_another(stage, desk):
    (stage / "chat" / "urls.py").unlink()
    results = desk.check(Project.at(stage), 1)
    failed = next(result for result in results if result.verdict == FAILED)
    assert "make chat/urls.py" in failed.text, failed.text
    assert "mysite.urls" not in failed.text


def test_a_traceback_is_found_behind_what_was_printed_without_a_line_end(tmp_path):
    printed = (
        "  Applying chat.0001_initial...Traceback (most recent call last):\n"
        f'  File "{tmp_path}/chat/models.py", line 3, in work\n'
        "ValueError: no data\n"
    )
    [error] = errors_in_log(printed, tmp_path)
    assert str(error) == "ValueError: no data"
    assert (error.place.file, error.place.line) == ("chat/models.py", 3)
