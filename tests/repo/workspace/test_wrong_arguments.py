"""nox -s start and reset: what is wrong with what was asked for."""

import os
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.repo.workspace.shared import THEIRS, everything, with_project
from tests.steps import ROOT, STEPS, get_step
from tests.workspace import reset, start


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ([], "Name a stage: 1, 2 or 3."),
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
