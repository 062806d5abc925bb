"""What is said to who leaves out the -s, the --, or misspells a command."""

import subprocess
import sys

import pytest

from tests.harness.typed_words import refuse_wrong_words, what_is_wrong
from tests.steps import ROOT

COMMANDS = {"check", "diff", "lint", "test"}


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("check 1", "Type: nox -s check -- 1"),
        ("check", "-s is missing before the command. Type: nox -s check"),
        ("check -- 1", "Type: nox -s check -- 1"),
        ("-s check 1", "Type: nox -s check -- 1"),
        ("-s check mychat --all", "Type: nox -s check -- mychat --all"),
        ("-s diff 1 -- 2", "Type: nox -s diff -- 1 2"),
        ("-s dif -- 1", "There is no command dif. Did you mean diff?"),
        ("-s xyz", "There is no command xyz. All commands: nox -l"),
    ],
)
def test_what_is_wrong_is_said_with_the_line_to_type(typed, sentence):
    assert sentence in what_is_wrong(typed.split(), "nox", COMMANDS)


@pytest.mark.parametrize(
    "typed",
    ["", "-l", "-s check -- 1", "-s test lint", "--session check", "-s lint -r", "-s"],
)
def test_what_nox_understands_is_left_to_it(typed):
    assert what_is_wrong(typed.split(), "nox", COMMANDS) is None


def test_another_program_may_import_the_noxfile():
    refuse_wrong_words(["/usr/bin/pytest", "-s", "tests"], COMMANDS)


@pytest.mark.parametrize("nox", [["noxfile.py"], ["-m", "nox"]])
def test_the_sentence_comes_in_place_of_noxs_own(nox):
    command = [sys.executable, *nox, "-s", "check", "1"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 2
    assert done.stderr.startswith("-- is missing between the command and the rest.")
    assert len(done.stderr.splitlines()) == 1
