"""nox -s start: where the new project may be, and what is never overwritten."""

import pytest

from tests.harness.files import files_of
from tests.repo.workspace.shared import THEIRS, everything, with_project
from tests.steps import ROOT, get_step
from tests.workspace import start
from tests.workspace.words import command


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
