"""What typing steps do to files, and when they cannot."""

import pytest

from docs.machinery.steps.blocks import Block, ChapterError
from docs.machinery.steps.placing import type_block


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "project"
    folder.mkdir()
    (folder / "a.py").write_text("one\ntwo\n\nthree\ntwo\n")
    (folder / "chat").mkdir()
    (folder / "chat" / "b.py").write_text("b\n")
    return folder


@pytest.fixture
def stage(tmp_path):
    stage = tmp_path / "stage"
    (stage / "chat").mkdir(parents=True)
    (stage / "chat" / "style.css").write_bytes(b"p { }\n")
    return stage


def block(kind, argument, body="") -> Block:
    return Block(kind, argument, {}, body, "docs/stage1.md", 120)


@pytest.mark.parametrize(
    ("step", "file", "content"),
    [
        (("create", "new/c.py", "c\n"), "new/c.py", "c\n"),
        (("create", "new/__init__.py"), "new/__init__.py", ""),
        (("rewrite", "a.py", "x\n"), "a.py", "x\n"),
        (("copy", "chat/style.css"), "chat/style.css", "p { }\n"),
        (("change", "a.py", " one\n+new\n"), "a.py", "one\nnew\ntwo\n\nthree\ntwo\n"),
        (("change", "a.py", "+new\n one\n"), "a.py", "new\none\ntwo\n\nthree\ntwo\n"),
        (("change", "a.py", "-one\n two\n"), "a.py", "two\n\nthree\ntwo\n"),
        (("change", "a.py", "-one\n+1\n two\n"), "a.py", "1\ntwo\n\nthree\ntwo\n"),
        (("change", "a.py", "\n-three\n+3\n"), "a.py", "one\ntwo\n\n3\ntwo\n"),
        (("change", "a.py", " one\n+\n"), "a.py", "one\n\ntwo\n\nthree\ntwo\n"),
    ],
)
def test_a_step_is_done(step, file, content, folder, stage):
    type_block(block(*step), folder, stage)
    assert (folder / file).read_bytes() == content.encode()


def test_files_and_folders_are_deleted(folder, stage):
    type_block(block("delete", "a.py chat"), folder, stage)
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize(
    ("step", "sentence"),
    [
        (("create", "a.py", "x\n"), "a.py is there already"),
        (("create", ""), "one file must be named"),
        (("create", "../c.py", "x\n"), "is not inside of the project"),
        (("rewrite", "c.py", "x\n"), "there is no c.py yet: use create"),
        (("rewrite", "chat/b.py", "b\n"), "nothing changes"),
        (("copy", "chat/none.css"), "stage has no file chat/none.css"),
        (("copy", "chat/style.css", "p {}\n"), "there is a body"),
        (("change", "c.py", " one\n+x\n"), "there is no c.py yet: use create"),
        (("change", "a.py", " four\n+x\n"), "these lines are not in a.py: 'four'"),
        (("change", "a.py", " one\n three\n+x\n"), "not in a.py: 'one' and those that"),
        (("change", "a.py", " two\n+x\n"), r"2 times in a.py \(lines 2 and 5\)"),
        (("change", "a.py", "+x\n"), "no line says where"),
        (("change", "a.py", "\n+x\n"), "no line says where"),
        (("change", "a.py", " one\n two\n"), "nothing changes"),
        (("change", "a.py", "one\n+x\n"), "line 1 begins with 'o'"),
        (("delete", "a.py c.py"), "there is no c.py to delete"),
    ],
)
def test_a_step_that_cannot_be_placed_is_an_error(step, sentence, folder, stage):
    with pytest.raises(ChapterError, match=f"^docs/stage1.md, line 120: .*{sentence}"):
        type_block(block(*step), folder, stage)
