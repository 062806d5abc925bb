"""Projects are found, or refused in one sentence; their Redis is moved to ours."""

import secrets
import subprocess
import sys
from pathlib import Path

import pytest

from tests.harness import redis_server
from tests.harness.project import Project, ProjectProblem
from tests.harness.server import Server, ServerDown, overlay_environment
from tests.harness.subject import Subject
from tests.steps import get_step

LAYER = "channels_redis.core.RedisChannelLayer"
OURS = "redis://127.0.0.1:7777"


def test_the_settings_module_is_the_one_in_manage_py():
    assert Project.at(get_step(1).path).settings_module == "mysite.settings"


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda path: path / "nowhere", "There is no folder"),
        (lambda path: Path(__file__), "is a file"),
        (lambda path: path, "has no manage.py"),
    ],
)
def test_what_is_no_project_is_refused(make, sentence, tmp_path):
    with pytest.raises(ProjectProblem, match=sentence):
        Project.at(make(tmp_path))


def test_a_manage_py_without_settings_is_refused(tmp_path):
    (tmp_path / "manage.py").write_text("print('hello')")
    with pytest.raises(ProjectProblem, match="DJANGO_SETTINGS_MODULE"):
        Project.at(tmp_path)


def test_a_scratch_copy_has_no_database_and_no_environment(tmp_path):
    ours = ["manage.py", ".env", "env/views.py", "staticfiles/chat/room.js"]
    noise = ["db.sqlite3", "myenv/pyvenv.cfg", "myenv/bin/python", ".git/config"]
    # What collectstatic makes has the files of the admin.
    noise += ["www/staticfiles/admin/base.css", "www/staticfiles/chat/room.js"]
    for name in ours + noise:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'a.settings')")
    copy = Project.at(tmp_path).scratch_copy()
    files = [path for path in copy.path.rglob("*") if path.is_file()]
    assert {file.relative_to(copy.path).as_posix() for file in files} == set(ours)


@pytest.mark.parametrize(
    ("file", "text", "named"),
    [
        ("mysite/asgi.py", "os.environ['DJANGO_SETTINGS_MODULE'] = 'a.b'", True),
        ("mysite/boot.py", "environ.setdefault('DJANGO_SETTINGS_MODULE', 'a')", True),
        (".env", "DJANGO_SETTINGS_MODULE=a.settings", True),
        ("mysite/asgi.py", "# os.environ['DJANGO_SETTINGS_MODULE'] = 'a'", False),
        ("mysite/wsgi.py", "os.environ['DJANGO_SETTINGS_MODULE'] = 'a.b'", False),
        ("pytest.ini", "DJANGO_SETTINGS_MODULE = a.settings", False),
    ],
)
def test_who_names_the_settings_for_a_server(file, text, named, tmp_path):
    manage = "os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'a.settings')"
    for name, content in (("manage.py", manage), (file, text)):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(content)
    assert Project.at(tmp_path).names_settings_for_a_server() is named


@pytest.mark.parametrize(
    ("config", "hosts"),
    [
        ({}, [OURS]),
        ({"hosts": [("127.0.0.1", 6379)]}, [OURS]),
        ({"hosts": [("localhost", 6379)]}, [OURS]),
        ({"hosts": ["redis://localhost:6379"]}, [OURS]),
        ({"hosts": ["redis://localhost:6379/1"]}, [OURS + "/1"]),
        ({"hosts": [{"address": "redis://localhost"}]}, [{"address": OURS}]),
        ({"hosts": [("localhost", "6379")]}, [OURS]),
        (
            {"hosts": [{"host": "localhost", "port": 6379, "db": 1}]},
            [{"db": 1, "address": OURS}],
        ),
        (
            {"hosts": [{"address": "redis://localhost", "password": "x"}]},
            [{"address": OURS}],
        ),
        ({"hosts": [{"path": "/tmp/redis"}]}, [{"path": "/tmp/redis"}]),
        ({"hosts": [{"host": "redis"}]}, [{"host": "redis"}]),
        # Mistakes stay as they are: they are what the checks are for.
        ({"hosts": [("127.0.0.1", 6380)]}, [("127.0.0.1", 6380)]),
        ({"hosts": [("redis", 6379)]}, [("redis", 6379)]),
        ({"hosts": "redis://localhost:6379"}, "redis://localhost:6379"),
    ],
)
def test_only_the_default_redis_is_moved_to_ours(config, hosts, tmp_path):
    settings = (
        f"CHANNEL_LAYERS = {{'default': {{'BACKEND': '{LAYER}', 'CONFIG': {config}}}}}"
    )
    (tmp_path / "their_settings.py").write_text(settings)
    question = "from workbook_settings import CHANNEL_LAYERS as layers\n"
    question += "print(layers['default']['CONFIG']['hosts'])"
    environment = overlay_environment(Project(tmp_path, "their_settings"), OURS)
    answer = subprocess.run(
        [sys.executable, "-c", question],
        env=environment,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert answer.stdout.strip() == str(hosts)


def test_the_checks_have_a_database_of_their_own(tmp_path):
    theirs = tmp_path / "precious.sqlite3"
    project = Project.at(get_step(1).path).scratch_copy()
    settings = project.path / "mysite" / "settings.py"
    text = settings.read_text(encoding="utf-8")
    default = "BASE_DIR / 'db.sqlite3'"
    assert default in text
    settings.write_text(text.replace(default, repr(str(theirs))))
    server = Server(project, None)
    try:
        assert server.wait().process.wait_for_line("sessions.0001_initial... OK", 1)
    finally:
        server.stop()
    assert not theirs.exists()


NOTHING_TO_DO, MIGRATES = "No migrations to apply", "sessions.0001_initial... OK"


@pytest.mark.parametrize(
    ("name", "printed"),
    [
        ("chat/consumers.py", NOTHING_TO_DO),
        ("mysite/settings.py", MIGRATES),
        ("chat/migrations/0001_initial.py", MIGRATES),
    ],
)
def test_what_was_migrated_is_used_where_it_would_be_the_same(name, printed):
    first = Project.at(get_step(1).path).scratch_copy()
    migrates(first)
    second = first.scratch_copy()
    (second.path / name).parent.mkdir(exist_ok=True)
    with (second.path / name).open("a", encoding="utf-8") as file:
        file.write(f"\n# {secrets.token_hex(4)}\n")
    assert migrates(second) == printed


def migrates(project: Project) -> str | None:
    """Return which of the two its server prints when it starts."""
    subject = Subject(project, needs_redis=False)
    try:
        printed = subject.server.process.output
    except ServerDown as down:  # after it has migrated
        printed = down.output
    finally:
        subject.stop()
    return next((text for text in (NOTHING_TO_DO, MIGRATES) if text in printed), None)


@pytest.mark.parametrize("system", ["linux", "win32"])
def test_without_any_redis_the_sentence_says_what_to_do(system, monkeypatch):
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(redis_server, "find_spec", lambda name: None)
    monkeypatch.setattr(sys, "platform", system)
    with pytest.raises(redis_server.NoRedis, match="REDIS_URL=redis://"):
        redis_server.find_redis_server()
