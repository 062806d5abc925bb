"""nox -s start: the project with which each stage begins, and what is said of it."""

import re
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tests.compare.folders import compare
from tests.harness.bare import make_bare_project
from tests.harness.files import files_of
from tests.repo.workspace.shared import Terminal, everything, run, with_project
from tests.steps import ROOT, get_step
from tests.workspace import beginning, start
from tests.workspace.words import command, shown

APP_OF_DJANGO = {
    *("chat/__init__.py", "chat/admin.py", "chat/apps.py", "chat/models.py"),
    *("chat/tests.py", "chat/views.py", "chat/migrations/__init__.py"),
}


def test_stage_1_begins_as_startproject_and_startapp_leave_it(called_from):
    done = run("tests.workspace.start", "1")
    assert done.returncode == 0, done.stderr
    made = called_from / "mychat"
    bare = files_of(make_bare_project().path)
    assert set(files_of(made)) == set(bare) | APP_OF_DJANGO
    for name, path in bare.items():
        ours = (made / name).read_text(encoding="utf-8")
        assert without_key(ours) == without_key(path.read_text(encoding="utf-8"))
    assert "class ChatConfig" in (made / "chat/apps.py").read_text(encoding="utf-8")
    check = subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=made,
        capture_output=True,
        text=True,
    )
    assert check.returncode == 0, check.stderr


def without_key(text: str) -> str:
    return re.sub("^SECRET_KEY = .*", "", text, flags=re.MULTILINE)


@pytest.mark.parametrize("number", [2, 3])
def test_a_later_stage_begins_where_the_one_before_ends(number, called_from, capsys):
    assert start.main([str(number), "mine"]) == 0
    made = called_from / "mine"
    before = get_step(number - 1).path
    differs = [(change.name, change.kind) for change in compare(before, made)]
    assert differs == [("README.md", "only in the first")]
    assert set(everything(called_from)) == {
        "mine",
        *(f"mine/{name}" for name in everything(made)),
    }, "nothing else is left there"
    assert f"the beginning of stage {number}" in capsys.readouterr().out


def test_noise_of_a_stage_is_left_out(called_from, tmp_path, monkeypatch):
    dirty = with_project(tmp_path / "stage")
    for name in (
        "db.sqlite3",
        "chat/__pycache__/views.cpython.pyc",
        ".venv/pyvenv.cfg",
    ):
        (dirty / name).parent.mkdir(exist_ok=True)
        (dirty / name).write_text("")
    monkeypatch.setattr(beginning, "get_step", lambda n: type("", (), {"path": dirty}))
    assert start.main(["2", "clean"]) == 0
    files = {
        n for n, data in everything(called_from / "clean").items() if data is not None
    }
    assert files == set(files_of(get_step(1).path)) - {"README.md"}


def test_the_copy_of_a_read_only_workbook_can_be_edited(
    called_from, tmp_path, monkeypatch
):
    locked = with_project(tmp_path / "stage")
    for path in files_of(locked).values():
        path.chmod(0o444)
    monkeypatch.setattr(beginning, "get_step", lambda n: type("", (), {"path": locked}))
    assert start.main(["2"]) == 0
    for path in files_of(called_from / "mychat").values():
        assert path.stat().st_mode & stat.S_IWUSR, path


def test_what_is_next_can_be_typed_as_it_is_printed(called_from, capsys, monkeypatch):
    assert start.main(["2", "mein chät"]) == 0
    printed = capsys.readouterr().out
    made = called_from / "mein chät"
    lines = [re.split("   +", line.strip())[-1] for line in printed.splitlines()]
    assert command("serve", made) in lines
    assert command("watch", "2", made) in lines
    assert any(line.startswith("cd ") for line in lines)
    after_watch = lines[lines.index(command("watch", "2", made)) + 1]
    assert Path(after_watch) == get_step(2).path / "README.md"
    assert command("docs", "--open") in lines
    assert "\033[" not in printed
    monkeypatch.setenv("WORKBOOK_CALLED_FROM", str(ROOT))
    assert command("check", "1", ROOT / "mychat") == "nox -s check -- 1 mychat"
    assert shown(made) == str(made)


def test_a_project_without_a_page_is_not_to_be_served_yet(called_from, capsys):
    assert start.main(["1", "mychat"]) == 0
    printed = capsys.readouterr().out
    assert command("watch", "1", called_from / "mychat") in printed
    assert "nox -s serve" not in printed


def test_commands_are_bold_on_a_terminal_that_wants_it(
    called_from, monkeypatch, capsys
):
    for variable, bold in (("TERM", True), ("NO_COLOR", False)):
        screen = Terminal()
        monkeypatch.setenv(variable, "1")
        monkeypatch.setattr(sys, "stdout", screen)
        assert start.main(["2", f"bold {variable}"]) == 0
        assert ("\033[1mnox -s watch" in screen.getvalue()) is bold


def test_a_mysite_elsewhere_is_not_in_the_way(called_from, monkeypatch):
    monkeypatch.setenv("PYTHONPATH", str(get_step(1).path))
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "nowhere.settings")
    assert run("tests.workspace.start", "1").returncode == 0
    assert (called_from / "mychat" / "manage.py").exists()
