"""nox -s diff as a command: what it prints, and which arguments it refuses."""

import re

import pytest

from tests.compare.__main__ import main
from tests.repo.comparing import CONSUMERS, SETTINGS, edit


def test_nothing_that_matters_is_said_in_a_sentence(own_project, capsys):
    folder = own_project(2)
    edit(folder, SETTINGS, "# SECURITY", "#  SECURITY")
    assert main([str(folder), "2"]) == 0
    said = capsys.readouterr().out
    assert said.startswith(
        "Nothing that matters differs between mychat and step2_channel_layer."
    )


def test_the_summary_comes_first_in_both_orders(own_project, capsys):
    folder = own_project(1)
    assert main([str(folder), "2"]) == 0
    forth = capsys.readouterr().out
    assert main(["2", str(folder)]) == 0
    back = capsys.readouterr().out
    for said, first, second, counts in (
        (forth, "mychat", "step2_channel_layer", r"\+11 +-0"),
        (back, "step2_channel_layer", "mychat", r"\+0 +-11"),
    ):
        above, _, below = said.partition("\n---")
        assert above.startswith(f"From {first} to {second}: 3 files\n")
        assert re.search(rf"^  mysite/settings.py +{counts}", above, re.MULTILINE)
        assert f"+++ {second}/{CONSUMERS}" in below
    assert "+CHANNEL_LAYERS = {" in forth
    assert "-CHANNEL_LAYERS = {" in back


def test_two_stages_are_compared_in_every_character(capsys):
    assert main(["1", "2"]) == 0
    said = capsys.readouterr().out
    assert "README.md" in said
    assert "-        # send() reaches this connection only" in said
    assert "Folded away" not in said


def test_a_folder_above_the_project_gets_a_hint(own_project, tmp_path, capsys):
    own_project(1)
    assert main([str(tmp_path), "1"]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "has no manage.py that names its settings." in said
    assert "Did you mean its folder mychat?" in said


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("1 2 3", "Two stages or folders are needed, and 3 are named."),
        ("mychat", "Two stages or folders are needed, and only mychat is named."),
        ("README.md 1", "README.md is a file, and a folder is needed."),
        ("1 2 --htm1", "Unrecognized arguments: --htm1."),
        ("1 2 --output", "Argument --output: expected one argument."),
        ("1 2 --output nowhere/page.html", "There is no folder"),
        ("1 2 --output docs", "docs is a folder, and --output needs a file."),
        ("1 2 --output README.md", "README.md is there already"),
    ],
)
def test_a_wrong_argument_gets_one_sentence(words, sentence, capsys):
    assert main(words.split()) == 2
    said = capsys.readouterr()
    assert sentence in said.err
    assert "usage: nox -s diff" in said.err
    assert not said.out


def test_a_folder_that_is_no_project_but_huge_gets_one_sentence(tmp_path, capsys):
    for number in range(2001):
        (tmp_path / f"{number}.txt").touch()
    assert main([str(tmp_path), "1"]) == 2
    assert "holds too many files for a project" in capsys.readouterr().err
