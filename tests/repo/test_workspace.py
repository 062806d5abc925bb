"""nox -s start and reset: a learner's own project, and nothing of theirs is lost."""

import io
import os
import re
import select
import stat
import subprocess
import sys
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import pytest

from tests.compare.folders import compare
from tests.harness.bare import make_bare_project
from tests.harness.files import files_of
from tests.harness.processes import Process
from tests.steps import ROOT, STEPS, get_step
from tests.workspace import beginning, reset, start
from tests.workspace.words import command, shown

APP_OF_DJANGO = {
    *("chat/__init__.py", "chat/admin.py", "chat/apps.py", "chat/models.py"),
    *("chat/tests.py", "chat/views.py", "chat/migrations/__init__.py"),
}
THEIRS = "print('mine')"


class Terminal(io.StringIO):
    """Somebody who types; at the end of the text, Ctrl-D."""

    def isatty(self):
        return True


@pytest.fixture
def called_from(tmp_path, monkeypatch):
    """The folder in which commands are typed; it is not the workbook."""
    here = tmp_path / "désk top"
    here.mkdir()
    monkeypatch.setenv("WORKBOOK_CALLED_FROM", str(here))
    return here


def everything(folder: Path) -> dict[str, bytes | None]:
    """Return all below the folder: the bytes of files, None for folders."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        if path.is_file()
        else None
        for path in sorted(folder.rglob("*"))
    }


def with_project(folder: Path, text: str = THEIRS) -> Path:
    """Make the beginning of stage 2 with a line of the learner's; return the folder."""
    folder.mkdir(parents=True)
    beginning.copy_stage(1, folder)
    (folder / "chat" / "consumers.py").write_text(text, encoding="utf-8")
    return folder


def run(module: str, *words: str, **options) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, "-m", module, *words],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        **{"stdin": subprocess.DEVNULL, **options},
    )


# The beginnings


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
    assert Path(lines[lines.index(command("watch", "2", made)) - 1]) == (
        get_step(2).path / "README.md"
    )
    assert "\033[" not in printed
    monkeypatch.setenv("WORKBOOK_CALLED_FROM", str(ROOT))
    assert command("check", "1", ROOT / "mychat") == "nox -s check -- 1 mychat"
    assert shown(made) == str(made)


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


# Where it may be


def test_an_empty_folder_is_used_and_stays_the_same_folder(called_from):
    called_from.joinpath(".DS_Store").write_text("of a file manager")
    identity = called_from.stat().st_ino
    assert start.main(["3", "."]) == 0
    assert called_from.stat().st_ino == identity, "a terminal may be in it"
    expected = {*files_of(get_step(2).path), ".DS_Store"} - {"README.md"}
    files = {n for n, data in everything(called_from).items() if data is not None}
    assert files == expected


def test_folders_above_are_made_too(called_from):
    assert start.main(["2", "class/ann"]) == 0
    assert (called_from / "class" / "ann" / "manage.py").exists()


def test_a_project_that_is_there_is_never_overwritten(called_from, capsys):
    mine = with_project(called_from / "mychat")
    before = everything(called_from)
    for number in ("1", "2", "3"):
        assert start.main([number]) == 1
        printed = capsys.readouterr().err
        assert "a Django project with the settings mysite.settings" in printed
        assert "Nothing was changed" in printed
        assert command("check", number, mine) in printed
        assert command("start", number, called_from / "mychat-2") in printed
        assert command("reset", number, mine) in printed
        assert (command("watch", number, mine) in printed) == (number != "1")
    assert everything(called_from) == before


@pytest.mark.parametrize(
    ("names", "described"),
    [
        (["notes.txt"], "a folder with notes.txt."),
        ([*"abcdefg"], "a folder with a, b, c, d, e and 2 more."),
        ([".venv"], "a folder with .venv."),
    ],
)
def test_a_folder_with_anything_in_it_is_left_alone(
    names, described, called_from, capsys
):
    (called_from / "mychat-2").mkdir()
    full = called_from / "mychat"
    full.mkdir()
    for name in names:
        (full / name).write_text(THEIRS)
    before = everything(called_from)
    assert start.main(["1"]) == 1
    assert everything(called_from) == before
    printed = capsys.readouterr().err
    assert described in printed
    assert command("start", "1", called_from / "mychat-3") in printed
    assert "nox -s reset" not in printed, "it would refuse"
    assert "nox -s check" not in printed, "there is nothing to check"


@pytest.mark.parametrize("folder", [ROOT.anchor, str(ROOT.parent)])
def test_a_folder_above_all_is_described_too(folder, called_from, capsys):
    assert start.main(["1", folder]) == 1
    assert "is there already: a folder with" in capsys.readouterr().err


@pytest.mark.parametrize("manage", [b"print('hello')", b"\xff\xfe"])
def test_a_project_without_settings_is_described(manage, called_from, capsys):
    (called_from / "manage.py").write_bytes(manage)
    assert start.main(["1", "."]) == 1
    assert "a manage.py that names no settings" in capsys.readouterr().err


# What is wrong with what was asked for


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ([], "arguments are required: N"),
        (["4"], "There is no stage 4; the stages are 1, 2 and 3."),
        (["²"], "There is no stage ²"),
        (["mychat", "2"], "The stage comes first, then the folder: 2 mychat."),
        (["1", "my", "chat"], "Unrecognized arguments: chat"),
        (["1", ""], "The name of the folder is empty."),
        (["1", "2"], "2 is a number"),
        (["1", "file"], "file is a file, and a folder is needed."),
        (["1", "file/mychat"], "file is a file, and a folder is needed."),
        (["1", "x" * 300], "cannot be used"),
        (["1", str(ROOT)], "is the workbook itself"),
        (["1", f"{ROOT}/tests/mine"], "The folder tests belongs to the workbook."),
        (["1", f"{ROOT}/docs"], "The folder docs belongs to the workbook."),
        *(
            (["2", f"{step.path}{below}"], f"The folder {step.folder} belongs to the")
            for step in STEPS
            for below in ("", "/mine", "/chat/..")
        ),
    ],
)
@pytest.mark.parametrize("tool", [start, reset])
def test_a_wrong_argument_gets_one_sentence(tool, words, sentence, called_from, capsys):
    (called_from / "file").write_text(THEIRS)
    before = everything(called_from)
    assert tool.main(words) == 2
    printed = capsys.readouterr()
    assert sentence in printed.err
    assert len(printed.err.splitlines()) == 2
    assert printed.err.splitlines()[1].startswith("usage: nox -s ")
    assert printed.out == ""
    assert everything(called_from) == before


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_link_into_a_stage_is_seen_through(called_from, capsys):
    (called_from / "link").symlink_to(get_step(2).path)
    (called_from / "loop").symlink_to(called_from / "loop")
    assert start.main(["1", "link/mine"]) == 2
    assert "The folder step2_channel_layer belongs" in capsys.readouterr().err
    assert reset.main(["1", "link"]) == 2
    assert start.main(["1", "loop"]) == 2
    assert "Traceback" not in capsys.readouterr().err


@contextmanager
def without_rights(folder: Path):
    """In the block nothing can be written to the folder, not even by root."""
    if os.geteuid() != 0:
        folder.chmod(0o500)
        yield
        folder.chmod(0o700)
        return
    nobody = 65534
    os.seteuid(nobody)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.mark.skipif(sys.platform == "win32", reason="has no such rights")
def test_without_permission_there_is_one_sentence(called_from, capsys):
    with_project(called_from / "theirs")
    before = everything(called_from)
    asked = [(start, ["1"]), (reset, ["1", "theirs", "--yes"])]
    if os.geteuid() == 0:
        asked.pop()  # who is nobody cannot even see the folder
    for tool, words in asked:
        with without_rights(called_from):
            code = tool.main(words)
        assert code == 2
        printed = capsys.readouterr().err.splitlines()
        assert "ermission denied" in printed[0]
        assert len(printed) == 2
    assert everything(called_from) == before


# Nothing half made stays


FAULTS = {
    OSError(28, "No space left on device"): (2, "No space left on device"),
    beginning.DjangoFailed("Django's startapp failed: x"): (2, "startapp failed"),
    KeyboardInterrupt(): (130, "Stopped."),
}


def break_off_with(fault, monkeypatch):
    def make_half(number, folder):
        (folder / "manage.py").write_text("half")
        raise fault

    monkeypatch.setattr(beginning, "make_beginning", make_half)


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: type(fault).__name__)
@pytest.mark.parametrize("path", ["mychat", "above/mychat", "empty"])
def test_start_that_breaks_off_leaves_nothing(
    fault, path, called_from, capsys, monkeypatch
):
    (called_from / "empty").mkdir()
    break_off_with(fault, monkeypatch)
    code, sentence = FAULTS[fault]
    assert start.main(["1", path]) == code
    assert sentence in capsys.readouterr().err
    assert set(everything(called_from)) == {"empty"}


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: type(fault).__name__)
def test_reset_that_breaks_off_leaves_all_as_it_was(
    fault, called_from, capsys, monkeypatch
):
    with_project(called_from / "mychat")
    before = everything(called_from)
    break_off_with(fault, monkeypatch)
    code, sentence = FAULTS[fault]
    assert reset.main(["1", "--yes"]) == code
    assert sentence in capsys.readouterr().err
    assert everything(called_from) == before


def failing_rename(monkeypatch, fails):
    """Let Path.rename() fail for the paths of which ``fails`` says so."""
    rename = Path.rename

    def fail_sometimes(path, target):
        if fails(path, Path(target)):
            raise OSError(16, "Device or resource busy")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", fail_sometimes)


def test_an_empty_folder_is_empty_again_when_it_cannot_be_filled(
    called_from, capsys, monkeypatch
):
    (called_from / "mychat").mkdir()
    failing_rename(monkeypatch, lambda path, _: path.name == "requirements.txt")
    assert start.main(["2"]) == 2
    assert "Device or resource busy" in capsys.readouterr().err
    assert everything(called_from) == {"mychat": None}


@pytest.mark.parametrize("which", ["old", "new"])
def test_the_old_project_is_back_when_the_new_cannot_take_its_place(
    which, called_from, capsys, monkeypatch
):
    mine = with_project(called_from / "mychat")
    before = everything(called_from)
    failing_rename(
        monkeypatch,
        lambda path, target: (
            path == mine
            if which == "old"
            else "in-the-making" in path.name and target == mine
        ),
    )
    assert reset.main(["1", "--yes"]) == 2
    printed = capsys.readouterr().err
    assert "stays as it is: Device or resource busy" in printed
    assert everything(called_from) == before


@pytest.mark.skipif(sys.platform == "win32", reason="its formatter is a shell script")
def test_ctrl_c_while_django_writes_leaves_nothing(called_from, tmp_path):
    # startproject calls black where there is one. This one says so and waits.
    bell = tmp_path / "bell"
    os.mkfifo(bell)
    black = tmp_path / "bin" / "black"
    black.parent.mkdir()
    black.write_text(f"#!/bin/sh\necho here > '{bell}'\nexec sleep 60\n")
    black.chmod(0o755)
    path = f"{black.parent}{os.pathsep}{os.environ['PATH']}"
    command = [sys.executable, "-m", "tests.workspace.start", "1"]
    listener = os.open(bell, os.O_RDONLY | os.O_NONBLOCK)
    process = Process(command, cwd=ROOT, env={**os.environ, "PATH": path})
    try:
        rung, _, _ = select.select([listener], [], [], 20)
        assert rung, process.output
        assert [path.name.split("-in-")[0] for path in called_from.iterdir()] == [
            "mychat"
        ]
        process.interrupt()
        assert process.wait(within=10) == 130, process.output
    finally:
        process.kill()
        os.close(listener)
    assert "Stopped. Nothing was made." in process.output
    assert "Traceback" not in process.output
    assert everything(called_from) == {}


# Reset


def test_reset_moves_the_old_project_aside_whole(called_from, capsys):
    mine = with_project(called_from / "mychat")
    for name in (".git/config", ".venv/pyvenv.cfg", "db.sqlite3", "tests/mine.py"):
        (mine / name).parent.mkdir(exist_ok=True)
        (mine / name).write_text(THEIRS)
    before = everything(mine)
    assert reset.main(["3", "--yes"]) == 0
    (aside,) = set(called_from.iterdir()) - {mine}
    assert re.fullmatch(r"mychat-before-\d{4}-\d\d-\d\d-\d{6}", aside.name)
    assert everything(aside) == before
    differs = {change.name for change in compare(get_step(2).path, mine)}
    assert differs == {"README.md"}
    printed = capsys.readouterr().out
    assert str(aside) in printed
    assert "With it went .git and .venv" in printed
    assert command("watch", "3", mine) in printed


def test_a_name_that_is_taken_is_not_used(tmp_path):
    at = datetime(2026, 11, 22, 23, 59, 59)
    names = []
    for _ in range(3):
        aside = reset.name_aside(tmp_path / "mychat", at)
        aside.mkdir()
        names.append(aside.name)
    first = "mychat-before-2026-11-22-235959"
    assert names == [first, f"{first}-2", f"{first}-3"]


@pytest.mark.skipif(sys.platform == "win32", reason="a folder in use cannot be moved")
def test_who_is_in_the_folder_hears_that_it_has_moved(called_from, capsys, monkeypatch):
    mine = with_project(called_from / "mychat")
    monkeypatch.setenv("WORKBOOK_CALLED_FROM", str(mine / "chat"))
    assert reset.main(["1", "..", "--yes"]) == 0
    assert "This terminal is still in the old folder" in capsys.readouterr().out


@pytest.mark.parametrize("answer", ["y\n", "Y\n", "yes\n"])
def test_reset_asks_and_takes_yes(answer, called_from, capsys, monkeypatch):
    mine = with_project(called_from / "mychat")
    monkeypatch.setattr(sys, "stdin", Terminal(answer))
    assert reset.main(["2"]) == 0
    question = f"Move {mine} aside and begin stage 2 again? [y/N]"
    assert question in capsys.readouterr().out
    assert len(list(called_from.iterdir())) == 2


@pytest.mark.parametrize("answer", ["\n", "n\n", "yellow\n", ""])
def test_any_other_answer_changes_nothing(answer, called_from, capsys, monkeypatch):
    mine = with_project(called_from / "mychat")
    before = everything(called_from)
    monkeypatch.setattr(sys, "stdin", Terminal(answer))
    assert reset.main(["2"]) == 1
    printed = capsys.readouterr().err
    assert "othing was changed" in printed
    assert (f"{command('reset', '2', mine)} --yes" in printed) == (answer == "")
    assert everything(called_from) == before


@pytest.mark.parametrize("given", [{}, {"stdin": None, "input": "y\n"}])
def test_where_nobody_can_be_asked_nothing_is_changed(given, called_from):
    with_project(called_from / "mychat")
    before = everything(called_from)
    done = run("tests.workspace.reset", "1", **given)
    assert done.returncode == 1
    assert "--yes" in done.stderr
    assert "Traceback" not in done.stderr
    assert everything(called_from) == before


def test_reset_of_nothing_says_how_to_start(called_from, capsys):
    assert reset.main(["2", "--yes"]) == 2
    printed = capsys.readouterr().err
    assert "There is no folder" in printed
    assert command("start", "2", called_from / "mychat") in printed
    assert everything(called_from) == {}


def test_reset_moves_no_folder_that_is_not_a_project(called_from, capsys):
    (called_from / "photos").mkdir()
    (called_from / "photos" / "cat.jpg").write_text(THEIRS)
    before = everything(called_from)
    assert reset.main(["1", "photos", "--yes"]) == 2
    assert "has no manage.py" in capsys.readouterr().err
    assert everything(called_from) == before


@pytest.mark.parametrize(
    ("home", "folder", "sentence"),
    [
        ("home", "home", "is your home folder"),
        ("home/ann", "home", "holds your home folder"),
        ("home", str(ROOT.parent), "holds the workbook"),
        ("home", ROOT.anchor, "holds the workbook"),
    ],
)
def test_reset_moves_nothing_that_holds_more_than_a_project(
    home, folder, sentence, called_from, capsys, monkeypatch
):
    with_project(called_from / "home")
    (called_from / home).mkdir(exist_ok=True)
    for variable in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(variable, str(called_from / home))
    before = everything(called_from)
    assert reset.main(["1", folder, "--yes"]) == 2
    assert sentence in capsys.readouterr().err
    assert everything(called_from) == before
