"""nox -s doctor: what it says of versions, Redis, ports and projects, and how it ends."""

import os
import re
import socket
import subprocess
import sys
import threading
import time
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from tests.doctor import __main__ as command
from tests.doctor import browsers, load, platforms, ports, probes, redis_servers
from tests.doctor.finding import Finding, Probe, Topic, findings_of, in_order
from tests.doctor.lines import lines_of
from tests.doctor.settings_facts import read_settings, settings_file
from tests.doctor.versions import MISFITS
from tests.harness.ports import free_port
from tests.harness.processes import Process
from tests.harness.redis_server import find_redis_server
from tests.harness.run import scratch_folder
from tests.steps import ROOT, STEPS

CORE = "channels_redis.core.RedisChannelLayer"
PUBSUB = "channels_redis.pubsub.RedisPubSubChannelLayer"
LOCAL = "redis://localhost:6379"


def run(*words, **environment) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, "-m", "tests.doctor", *words],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, **environment},
    )


def said(findings: list[Finding]) -> str:
    return "\n".join(line for finding in findings for line in lines_of(finding))


def layer(backend: str, *hosts) -> dict:
    config = {"hosts": list(hosts)} if hosts else {}
    return {"CHANNEL_LAYERS": {"default": {"BACKEND": backend, "CONFIG": config}}}


# Versions


FITTING = {
    "django": "5.2.8",
    "channels": "4.3.2",
    "daphne": "4.2.3",
    "channels-redis": "4.3.0",
    "redis": "8.1.0",
    "asgi-redis": None,
    "django-channels": None,
    "uvicorn": None,
    "websockets": None,
    "wsproto": None,
}

WRONG = {
    "channels-absent": ({"channels": None, "daphne": None}, {}),
    "channels-2": ({"channels": "2.4.0", "daphne": "2.5.0"}, {}),
    "channels-3": ({"channels": "3.0.5", "daphne": "3.0.2"}, {}),
    "daphne-listed-and-absent": ({"daphne": None}, {"INSTALLED_APPS": ["daphne"]}),
    "daphne-absent": ({"daphne": None}, {}),
    "daphne-too-old": ({"daphne": "3.0.2"}, {}),
    "daphne-too-new": ({"channels": "3.0.5"}, {}),
    "channels-redis-too-old": ({"channels-redis": "3.4.1", "redis": None}, {}),
    "channels-redis-absent": ({"channels-redis": None}, layer(PUBSUB)),
    "redis-py-8-and-core-layer": ({}, layer(CORE, ("localhost", 6379))),
    "asgi-redis-layer": ({}, layer("asgi_redis.RedisChannelLayer")),
    "asgi-redis-left-over": ({"asgi-redis": "1.4.3"}, {}),
    "django-channels": ({"django-channels": "0.1"}, {}),
    "uvicorn-without-websockets": ({"uvicorn": "0.54.0"}, {}),
}


def test_every_combination_in_the_table_is_tried():
    assert WRONG.keys() == {misfit.name for misfit in MISFITS}


@pytest.mark.parametrize("misfit", MISFITS, ids=lambda misfit: misfit.name)
def test_versions_that_do_not_fit_are_told(misfit):
    changed, facts = WRONG[misfit.name]
    found = probes.examine_versions(
        {**FITTING, **changed}, facts, "venv/bin/python -m pip"
    )
    (mine,) = [finding for finding in found if finding.name == misfit.name]
    assert mine.ok is (False if misfit.stops else None)
    assert "{" not in said([mine])
    assert mine.source.startswith("https://")
    assert len(found) <= 2, said(found)


@pytest.mark.parametrize("python", ["3.10.1", "3.11.9", "3.12.1", "3.13.0", "3.14.2"])
@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.folder)
def test_our_own_versions_fit(python, step):
    facts = read_settings(settings_file(step.path))
    assert facts["INSTALLED_APPS"][0] == "daphne"
    assert probes.examine_versions({**pins(python), "python": python}, facts) == []


def pins(python: str) -> dict[str, str]:
    """Return the versions in constraints.txt for this Python."""
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    wanted = [Requirement(line) for line in lines if line.strip()]
    system = {"python_full_version": python, "sys_platform": "linux"}
    return {
        one.name: str(one.specifier).removeprefix("==")
        for one in wanted
        if not one.marker or one.marker.evaluate(system)
    }


@pytest.mark.parametrize(
    "facts",
    [
        layer(PUBSUB, LOCAL),
        layer(CORE, {"address": LOCAL, "socket_timeout": None}),
        layer(CORE, {"address": LOCAL, "socket_timeout": 30}),
        layer(CORE, f"{LOCAL}?socket_timeout=30"),
        layer("mysite.layers.OurLayer"),
        {"CHANNEL_LAYERS": "not known"},
        {},
        None,
    ],
)
def test_redis_py_8_fits_where_the_layer_can_wait(facts):
    assert probes.examine_versions(FITTING, facts) == []


@pytest.mark.parametrize("hosts", [(), (LOCAL,), ({"address": LOCAL},)])
def test_redis_py_8_does_not_fit_where_the_layer_says_nothing_of_waiting(hosts):
    found = probes.examine_versions(FITTING, layer(CORE, *hosts))
    assert "1011" in said(found)
    older = {**FITTING, "redis": "7.4.0"}
    assert probes.examine_versions(older, layer(CORE, *hosts)) == []


def test_of_what_is_not_known_nothing_is_said():
    assert probes.examine_versions({}, None) == []
    assert probes.examine_versions({"kind": "versions", "channels": "?"}, {}) == []
    assert probes.examine_versions({"channels": "4.3.2", "uvicorn": "0.54.0"}, {}) == []


def test_uvicorn_in_place_of_daphne_is_no_fault():
    versions = {**FITTING, "daphne": None, "uvicorn": "0.54.0", "websockets": "16.0"}
    assert probes.examine_versions(versions, {"INSTALLED_APPS": ["chat"]}) == []


@pytest.mark.parametrize(
    ("django", "python", "ok"),
    [
        ("4.2.30", "3.12.1", True),
        ("4.2.30", "3.13.0", None),
        ("5.2.7", "3.14.0", None),
        ("5.2.8", "3.14.0", True),
        ("6.0", "3.11.9", False),
        ("6.1.1", "3.14.0", True),
        ("9.0", "3.10.0", True),  # nothing is known of it
    ],
)
def test_django_and_python(django, python, ok):
    versions = {**FITTING, "django": django, "python": python}
    found = probes.examine_versions(versions, {})
    assert [finding.ok for finding in found] == ([] if ok else [ok])


# A project and its packages


@pytest.fixture
def project(tmp_path) -> Path:
    """A small project that one may spoil."""
    folder = tmp_path / "my chat"
    (folder / "mysite").mkdir(parents=True)
    (folder / "mysite" / "__init__.py").touch()
    (folder / "chat").mkdir()
    (folder / "chat" / "__init__.py").touch()
    (folder / "manage.py").write_text(
        "import os\n"
        "os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'mysite.settings')\n",
        encoding="utf-8",
    )
    (folder / "mysite" / "settings.py").write_text(
        'INSTALLED_APPS = ["daphne", "chat"]\n'
        f'CHANNEL_LAYERS = {{"default": {{"BACKEND": "{CORE}"}}}}\n',
        encoding="utf-8",
    )
    return folder


@pytest.fixture
def environment_of(project):
    """Call it with packages to give the project a virtual environment."""

    def make(*packages: str, config: str = "version = 3.12.1\n") -> Path:
        folder = project / "venv"
        windows = sys.platform == "win32"
        program = folder / ("Scripts/python.exe" if windows else "bin/python")
        library = folder / ("Lib" if windows else "lib/python3.12") / "site-packages"
        library.mkdir(parents=True)
        program.parent.mkdir()
        program.touch()
        (folder / "pyvenv.cfg").write_text(config, encoding="utf-8")
        for package in packages:
            name, version, *asks = package.split()
            place = library / f"{name}-{version}.dist-info"
            place.mkdir()
            lines = [f"Name: {name.lstrip('~')}", f"Version: {version}"]
            lines += [f"Requires-Dist: {one}" for one in asks]
            text = "\n".join(["Metadata-Version: 2.1", *lines, ""])
            (place / "METADATA").write_text(text, encoding="utf-8")
        return folder

    return make


def test_the_packages_of_the_projects_own_environment_are_read(project, environment_of):
    environment_of("Django 5.2.8", "channels 4.3.2", "~hannels 3.0.0", "redis 7.4.0")
    found = said(probes.examine_project(project))
    assert "INSTALLED_APPS names daphne, and Daphne is not installed" in found
    assert "CHANNEL_LAYERS names channels_redis, and it is not installed" in found
    program = "venv\\Scripts\\python" if sys.platform == "win32" else "venv/bin/python"
    assert f'do    {program} -m pip install "channels[daphne]"' in found
    assert "3.0.0" not in found


def test_what_a_package_asks_for_and_does_not_get_is_told(project, environment_of):
    environment_of(
        "Django 5.2.8 asgiref>=3.8.1",
        "asgiref 3.7.0",
        "channels 4.3.2 Django>=4.2",
        "channels_redis 4.3.0",
        "redis 7.4.0",
        "daphne 4.2.3 twisted[tls]>=22.4",
        'twisted 24.10 pyopenssl>=21;extra=="tls" gone>=1;extra=="other"',
        "pyopenssl 20.0",
    )
    found = probes.examine_project(project)
    warned = [finding.what for finding in found if not finding.ok]
    assert warned == [
        "django 5.2.8 asks for asgiref>=3.8.1, and asgiref is 3.7.0.",
        "twisted 24.10 asks for pyopenssl>=21, and pyopenssl is 20.0.",
    ]


@pytest.mark.parametrize("home", ["here", "gone"])
def test_an_environment_that_cannot_run_is_told(
    home, project, environment_of, tmp_path
):
    config = f"home = {tmp_path / home}\nversion = 3.12.1\n"
    (tmp_path / "here").mkdir()
    environment_of("numpy 2.0", config=config)
    found = said(probes.examine_project(project))
    reason = {"here": "has no Django in it", "gone": "is gone"}
    assert reason[home] in found
    assert "The checks take the workbook's packages" in found
    assert "1011" in found  # the workbook's redis-py with this project's layer


@pytest.mark.parametrize("name", ["channels.py", "redis.py", "daphne.py", "django/"])
def test_a_file_that_hides_a_package_is_told(project, name):
    if name.endswith("/"):
        (project / name).mkdir()
        (project / name / "__init__.py").touch()
    else:
        (project / name).touch()
    found = [f for f in probes.examine_project(project) if f.ok is False]
    assert said(found).startswith(f"  ✗ {name} beside manage.py hides the package")


def test_a_file_that_hides_a_module_of_python_is_a_warning(project):
    (project / "random.py").touch()
    (project / "tests.py").touch()
    warned = [f.what for f in probes.examine_project(project) if f.ok is None]
    assert "random.py beside manage.py hides the module random" in warned[0]
    assert not any("tests.py" in what for what in warned)


def test_a_file_that_hides_the_apps_folder_is_told(project):
    (project / "chat.py").touch()
    (project / "chat" / "consumers.py").touch()
    assert "hides" not in said(f for f in probes.examine_project(project) if not f.ok)
    (project / "chat" / "__init__.py").unlink()
    assert "chat.py hides the folder chat/" in said(probes.examine_project(project))


def test_settings_that_python_cannot_read_are_told_with_the_line(project):
    (project / "mysite" / "settings.py").write_text("A = 1\nB = (\n", encoding="utf-8")
    assert "mysite/settings.py, line 2" in said(probes.examine_project(project))


def test_a_folder_that_is_no_project_is_told(tmp_path):
    assert "has no manage.py" in said(probes.examine_project(tmp_path))


def test_settings_that_change_later_are_not_guessed(project):
    file = project / "mysite" / "settings.py"
    with file.open("a", encoding="utf-8") as more:
        more.write('INSTALLED_APPS.insert(0, "other")\n')
    assert read_settings(file).keys() == {"CHANNEL_LAYERS"}
    file.write_text("from .base import *\nINSTALLED_APPS = []\n", encoding="utf-8")
    assert read_settings(file) == {}


# Redis


@pytest.fixture
def no_redis_named(monkeypatch):
    monkeypatch.delenv("REDIS_URL", raising=False)


@contextmanager
def answering(*answers: bytes):
    """Listen, give each connection the same answers, one a question; yield the port."""
    over = threading.Event()
    kept = []

    def answer(connection):
        for one in answers:
            if not connection.recv(1000):
                return
            connection.sendall(one)

    def serve(server):
        while True:
            connection, _ = server.accept()
            kept.append(connection)
            if over.is_set():
                return
            with suppress(OSError):  # who asked may be gone
                answer(connection)

    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = threading.Thread(target=serve, args=(server,))
        thread.start()
        try:
            yield server.getsockname()[1]
        finally:
            over.set()
            socket.create_connection(server.getsockname()).close()  # accept() returns
            thread.join()
            for connection in kept:
                connection.close()


@contextmanager
def redis_with(*options: str):
    port = free_port()
    words = [
        find_redis_server(),
        "--port",
        str(port),
        "--bind",
        "127.0.0.1",
        "--save",
        "",
    ]
    process = Process([*words, *options], cwd=scratch_folder("redis"))
    try:
        assert process.wait_for_line("Ready to accept", within=10), process.output
        yield port
    finally:
        process.kill()


def of_the_checks() -> Finding:
    (found,) = redis_servers.of_the_checks()
    return found


@pytest.mark.usefixtures("no_redis_named")
def test_the_redis_of_the_checks_starts_and_stops():
    found = of_the_checks()
    assert found.ok, said([found])
    assert re.match(r"(Redis|Valkey) \d+\.\d+\S* starts", found.what)


def test_a_redis_url_where_nothing_listens(monkeypatch):
    monkeypatch.setenv("REDIS_URL", f"redis://:secret@localhost:{free_port()}")
    found = of_the_checks()
    assert found.ok is False
    assert "nothing listens there" in found.what
    assert "secret" not in said([found])
    assert "nox -s redis" in found.do


@pytest.mark.parametrize("answers", [(), (b"HTTP/1.1 400 Bad Request\r\n\r\n",)])
def test_a_redis_url_of_something_else(monkeypatch, answers):
    monkeypatch.setattr(redis_servers, "PATIENCE", 0.2)
    with answering(*answers) as port:
        monkeypatch.setenv("REDIS_URL", f"redis://127.0.0.1:{port}")
        found = of_the_checks()
    assert found.ok is False
    assert "does not answer as a Redis" in found.what


def test_a_redis_url_that_is_none(monkeypatch):
    monkeypatch.setenv("REDIS_URL", "localhost")
    assert "It looks like this" in of_the_checks().what


def test_a_redis_with_a_password(monkeypatch):
    with redis_with("--requirepass", "secret") as port:
        for url, ok in (("", False), (":wrong@", False), (":secret@", True)):
            monkeypatch.setenv("REDIS_URL", f"redis://{url}127.0.0.1:{port}")
            found = of_the_checks()
            assert found.ok is ok, said([found])
            assert "secret" not in found.what


@pytest.mark.parametrize("password", ["", "secret"])
def test_a_redis_that_redis_py_8_cannot_talk_with(monkeypatch, password):
    options = ["--requirepass", password] if password else []
    with redis_with("--rename-command", "HELLO", "", *options) as port:
        user = f":{password}@" if password else ""
        monkeypatch.setenv("REDIS_URL", f"redis://{user}127.0.0.1:{port}")
        found = of_the_checks()
    assert found.ok is False
    assert "HELLO" in found.what


def test_an_old_redis_is_too_old():
    found = redis_servers.judged(
        redis_servers.Seen("Redis", "3.0.504", False), "answers."
    )
    assert found.ok is False
    assert "too old" in found.what
    assert redis_servers.judged(redis_servers.Seen("Redis", None), "answers.").ok


@pytest.mark.usefixtures("no_redis_named")
def test_the_port_of_redis(monkeypatch):
    monkeypatch.setattr(redis_servers, "PATIENCE", 0.2)

    def on_port(port: int, needed_by: str | None = None) -> Finding:
        monkeypatch.setattr(redis_servers, "PORT", port)
        (found,) = redis_servers.on_its_port(needed_by)
        return found

    assert on_port(free_port()).ok
    assert "where mychat looks for it" in on_port(free_port(), "mychat").what
    with answering() as port:
        found = on_port(port)
        assert found.ok is False
        assert f"(process {os.getpid()}), which is no Redis" in found.what
    with redis_with() as port:
        assert on_port(port).ok
    with redis_with("--requirepass", "secret") as port:
        assert on_port(port).ok is None


# Ports and names


def test_a_port_held_by_a_program_is_told_with_its_name(monkeypatch):
    with socket.create_server(("127.0.0.1", 0)) as holder:
        monkeypatch.setattr(ports, "SERVER_PORT", holder.getsockname()[1])
        (found,) = ports.server_port()
    assert found.ok is None
    assert f"(process {os.getpid()})" in found.what
    monkeypatch.setattr(ports, "SERVER_PORT", free_port())
    (found,) = ports.server_port()
    assert found.ok


PROXY_NAMES = ("http_proxy", "https_proxy", "no_proxy", "all_proxy", "ws_proxy")


@pytest.mark.parametrize(
    ("variables", "oks"),
    [
        ({"HTTP_PROXY": "http://user:secret@proxy.example:3128"}, [False]),
        ({"HTTP_PROXY": "http://proxy.example", "NO_PROXY": "localhost"}, [False]),
        (
            {"HTTP_PROXY": "http://proxy.example", "NO_PROXY": "localhost,127.0.0.1"},
            [True],
        ),
        ({"HTTP_PROXY": "http://proxy.example", "NO_PROXY": "*"}, [True]),
        ({"NO_PROXY": "*"}, []),
    ],
)
def test_a_proxy_must_leave_this_computer_out(monkeypatch, variables, oks):
    for name in PROXY_NAMES:
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    found = list(ports.proxies())
    assert [finding.ok for finding in found] == oks
    assert "secret" not in said(found)
    if oks == [False]:
        (browser,) = probes.examine_browser()
        assert "was not tried" in browser.what


def test_this_computer_is_reached_by_its_names():
    (found,) = ports.this_computer()
    assert found.ok, said([found])


@pytest.mark.parametrize("address", ["192.0.2.1", "::1"])
def test_a_localhost_that_leads_astray_is_told(monkeypatch, address):
    monkeypatch.setattr(ports, "addresses_of", lambda name: {address})
    (found,) = ports.this_computer()
    assert found.ok is False
    assert address in found.what


# The browser


def test_a_browser_that_is_named_wrongly_is_told(monkeypatch):
    monkeypatch.setenv("WORKBOOK_BROWSER", "no-such-browser")
    (found,) = probes.examine_browser()
    assert found.ok is False
    assert "no-such-browser" in found.what


def test_no_browser_yet_does_not_stop_work(monkeypatch):
    monkeypatch.delenv("WORKBOOK_BROWSER", raising=False)
    monkeypatch.setattr(browsers, "browser_on_path", lambda: None)
    monkeypatch.setattr(browsers, "already_fetched", lambda: None)
    (found,) = probes.examine_browser()
    assert found.ok is None


def test_the_browser_of_the_checks_starts():
    (found,) = probes.examine_browser()
    assert found.ok is not False, said([found])


@pytest.mark.skipif(sys.platform == "win32", reason="it makes shell scripts")
def test_a_driver_of_another_version_is_told(tmp_path):
    for name, version in (
        ("chrome", "Chromium 140.0.1"),
        ("driver", "ChromeDriver 99.0"),
    ):
        program = tmp_path / name
        program.write_text(f'#!/bin/sh\necho "{version}"\n', encoding="utf-8")
        program.chmod(0o755)
    wrong = browsers.Browser(
        str(tmp_path / "chrome"), "chrome", str(tmp_path / "driver")
    )
    if sys.platform == "linux":
        do, _ = browsers.advice(wrong)
        assert "The browser is version 140, its driver 99." in do
    found = browsers.compared(wrong, "140.0.1", "99.0")
    assert found.ok is None
    assert browsers.compared(wrong, "140.0.1", "140.9").ok


# The system


def test_watching_files_is_tried():
    if sys.platform == "linux":
        assert platforms.no_watching("max_user_watches", 28).ok is None
    assert all(finding.ok is not False for finding in platforms.watched_files())


def test_a_full_temporary_folder_is_told(monkeypatch):
    usage = type("Usage", (), {"free": 10 * platforms.MEGABYTE})
    monkeypatch.setattr(platforms.shutil, "disk_usage", lambda _: usage)
    (found,) = platforms.temporary_folder()
    assert found.ok is False
    assert "only 10 MB" in found.what


def test_without_a_temporary_folder_nothing_is_started(monkeypatch):
    full = OSError(28, "No space left on device")
    monkeypatch.setattr(platforms, "can_write", lambda: full)
    topics = {topic.title: topic.probes for topic in probes.topics(None)}
    assert "Browser" not in topics
    assert [probe.subject for probe in topics["Redis"]] == ["port 6379"]
    (found,) = platforms.temporary_folder()
    assert found.ok is False
    assert "No space left on device" in found.what


@pytest.mark.skipif(sys.platform != "linux", reason="it is about Linux in Windows")
def test_a_project_on_a_drive_of_windows_is_told(monkeypatch):
    release = "5.15.90.1-microsoft-standard-WSL2"
    monkeypatch.setattr(platforms.platform, "release", lambda: release)
    (found,) = platforms.windows_drive(Path("/mnt/c/Users/me/mychat"))
    assert found.ok is None
    assert list(platforms.windows_drive(Path("/home/me/mychat"))) == []


# The whole


def test_a_broken_probe_becomes_a_line():
    def breaks():
        yield Finding(True, "Before.")
        raise RuntimeError("a\nb")

    probe = Probe("the moon", breaks)
    after = Probe("the sun", lambda: [Finding(True, "After.")])
    found = list(findings_of([probe, after]))
    assert [finding.ok for finding in found] == [True, False, True]
    assert "the moon" in found[1].what
    assert "RuntimeError: a b" in found[1].what


def test_a_probe_that_hangs_becomes_a_line():
    forever = threading.Event()

    def hang():
        forever.wait()
        return []

    hangs = Topic("Moon", (Probe("the moon", hang),))
    quick = Topic("Sun", (Probe("the sun", lambda: [Finding(True, "It shines.")]),))
    started = time.monotonic()
    try:
        found = list(in_order([hangs, quick], within=0.2))
    finally:
        forever.set()
    assert time.monotonic() - started < 2
    assert [(title, finding.ok) for title, finding in found] == [
        ("Moon", False),
        ("Sun", True),
    ]


@pytest.mark.parametrize(
    ("oks", "code", "last"),
    [
        ([True, None], 0, "Nothing stops work; 1 warning (!)."),
        ([True], 0, "Nothing stops work."),
        ([True, False, None], 1, "1 thing stops work (✗), 1 warning (!)."),
        ([False, False], 1, "2 things stop work (✗)."),
    ],
)
def test_the_exit_code_is_1_when_something_stops_work(
    monkeypatch, capsys, oks, code, last
):
    found = [("Moon", Finding(ok, "So it is.", "Do this.")) for ok in oks]
    monkeypatch.setattr(command, "look", lambda project: iter(found))
    assert command.main([]) == code
    assert capsys.readouterr().out.splitlines()[-1] == last


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["nowhere"], "There is no folder"),
        (["README.md"], "is a file, and a folder is needed"),
        (["4"], "There is no stage 4"),
        (["1", "2"], "Unrecognized arguments: 2"),
        (["--all"], "Unrecognized arguments: --all"),
    ],
)
def test_a_wrong_argument_gets_one_sentence(words, sentence):
    done = run(*words)
    assert done.returncode == 2
    assert sentence in done.stderr
    assert "usage: nox -s doctor" in done.stderr
    assert "Traceback" not in done.stderr


def test_all_of_it_ends_soon_and_leaves_nothing(project, apart, environment_apart):
    (project / "redis.py").touch()
    before = set(project.rglob("*"))
    started = time.monotonic()
    done = run(str(project), **environment_apart)
    assert time.monotonic() - started < 15  # its own limit is 8
    assert done.returncode == 1, done.stdout + done.stderr
    assert done.stderr == ""
    assert "✗ redis.py beside manage.py hides the package redis" in done.stdout
    assert "\033[" not in done.stdout
    for title in (
        "Python",
        "Packages",
        "Project",
        "System",
        "Ports",
        "Redis",
        "Browser",
    ):
        assert f"\n{title}\n" in f"\n{done.stdout}"
    assert set(project.rglob("*")) == before
    assert [one for one in apart.left_over() if "my chat" not in one] == []


@pytest.mark.parametrize(("wanting", "busy"), [(0.5, False), (1000.0, True)])
def test_a_computer_that_has_too_much_to_do_is_told(wanting, busy, monkeypatch):
    monkeypatch.setattr(load.psutil, "getloadavg", lambda: (wanting, 0, 0))
    found = list(load.how_busy())
    assert bool(found) is busy
    assert all("This computer is busy: 1000 programs" in one.what for one in found)
