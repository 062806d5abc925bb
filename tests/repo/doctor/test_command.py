"""nox -s doctor: the whole command, how it ends, and what breaks or hangs in it."""

import os
import subprocess
import sys
import threading
import time

import pytest

from tests.doctor import __main__ as command
from tests.doctor.finding import Finding, Probe, Topic, findings_of, in_order
from tests.steps import ROOT


def run(*words, **environment) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, "-m", "tests.doctor", *words],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, **environment},
    )


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
