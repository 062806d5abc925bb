"""nox -s reset: the old project is moved aside whole, and nothing else is."""

import re
import sys
from datetime import datetime

import pytest

from tests.compare.folders import compare
from tests.repo.workspace.shared import (
    THEIRS,
    Terminal,
    everything,
    run,
    with_project,
)
from tests.steps import ROOT, get_step
from tests.workspace import reset
from tests.workspace.words import command


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
