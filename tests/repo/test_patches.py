"""Patches are applied strictly, and written as they are read."""

import shutil
import subprocess

import pytest

from tests.exercises.patches import BadPatch, apply_patch, read_patch, write_patch
from tests.harness.files import files_of

GIT = shutil.which("git")

BEFORE = {
    "changed.py": "".join(f"line {number}\n" for number in range(1, 31)),
    "deleted.py": "gone\n",
    "empty_deleted.py": "",
    "no_end.txt": "first\nlast",
    "same.py": "same\n",
}
AFTER = {
    "changed.py": BEFORE["changed.py"]
    .replace("line 2\n", "line two\n")
    .replace("line 25\n", "line 25\n\nmore\n"),
    "new/__init__.py": "",
    "new/with text.py".replace(" ", "_"): "new\n",
    "no_end.txt": "first\nlast one",
    "same.py": "same\n",
}


def fill(folder, files: dict[str, str]):
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    return folder


def contents(folder) -> dict[str, str]:
    return {name: path.read_text("utf-8") for name, path in files_of(folder).items()}


@pytest.fixture
def before(tmp_path):
    return fill(tmp_path / "a", BEFORE)


@pytest.fixture
def after(tmp_path):
    return fill(tmp_path / "b", AFTER)


def test_what_is_written_is_applied(before, after):
    apply_patch(write_patch(files_of(before), files_of(after)), before)
    assert contents(before) == AFTER


@pytest.mark.skipif(not GIT, reason="there is no git to write a patch with")
def test_what_git_writes_is_applied(before, after, tmp_path):
    words = [GIT, "diff", "--no-index", "--no-renames", "a", "b"]
    diff = subprocess.run(words, cwd=tmp_path, capture_output=True, check=False).stdout
    text = diff.decode("utf-8").replace("a/a/", "a/").replace("b/b/", "b/")
    text = text.replace("a/b/", "a/").replace("b/a/", "b/")
    apply_patch(text, before)
    assert contents(before) == AFTER


def test_where_one_part_does_not_fit_nothing_is_changed(before, after):
    patch = write_patch(files_of(before), files_of(after))
    other = before / "no_end.txt"
    other.write_text("another\nlast", encoding="utf-8")
    was = contents(before)
    with pytest.raises(BadPatch, match=r"no_end.txt, line 1: .*'first'.*'another'"):
        apply_patch(patch, before)
    assert contents(before) == was


CHANGE = "diff --git a/same.py b/same.py\n--- a/same.py\n+++ b/same.py\n"


@pytest.mark.parametrize(
    ("patch", "sentence"),
    [
        ("", "does not begin with"),
        ("--- a/same.py\n", "does not begin with"),
        (CHANGE, "nothing is changed"),
        (CHANGE + "@@ -1 +1 @@\n-other\n+more\n", "line 1: the patch expects 'other'"),
        (CHANGE + "@@ -1 +1,2 @@\n-same\n+more\n", "says 1 and 2 lines"),
        (CHANGE + "@@ -2 +2 @@\n-same\n+more\n", "the end of the file"),
        (CHANGE + "@@ -1 +1 @@\n?same\n", "no sign"),
        (CHANGE.replace("same.py", "none.py") + "@@ -1 +1 @@\n-a\n+b\n", "not there"),
        ("diff --git a/x.py b/y.py\n", "may not rename"),
        ("diff --git a/../x b/../x\nnew file mode 100644\n", "not in the project"),
        ("diff --git a/x b/x\nrename from x\n", "this line is not known"),
        ("diff --git a/same.py b/same.py\nnew file mode 100644\n", "there already"),
    ],
)
def test_a_patch_that_does_not_fit_is_refused_with_its_reason(patch, sentence, before):
    with pytest.raises(BadPatch, match=sentence):
        apply_patch(patch, before)
    assert contents(before) == BEFORE


def test_a_part_of_a_patch_can_be_read(before, after):
    parts = {
        one.file: one
        for one in read_patch(write_patch(files_of(before), files_of(after)))
    }
    assert parts["new/__init__.py"].what == "new"
    assert parts["new/with_text.py"].content == "new\n"
    assert parts["deleted.py"].what == "deleted"
    assert "+line two\n" in parts["changed.py"].diff
