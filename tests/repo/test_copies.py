"""What is copied of a project, what is left out, and what is refused."""

import os
import shutil

import pytest

from tests.harness import copies
from tests.harness.project import Project, ProjectProblem
from tests.repo.broken import ONLY_POSIX


def test_what_may_not_be_read_is_named(own_copy, monkeypatch):
    def refuse(*arguments):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(copies.shutil, "copyfile", refuse)
    with pytest.raises(ProjectProblem, match=r"\.py cannot be read\. Give yourself"):
        Project.at(own_copy).scratch_copy()


@ONLY_POSIX
def test_a_copy_follows_links_but_not_in_circles(own_copy):
    outside = own_copy.parent / "chat_elsewhere"
    shutil.move(own_copy / "chat", outside)
    (own_copy / "chat").symlink_to(outside)
    (outside / "up").symlink_to("..")
    (own_copy / "here").symlink_to(".")
    (own_copy / "itself").symlink_to("itself")
    (own_copy / "nothing").symlink_to("/nowhere/at/all")
    (own_copy / "all").symlink_to("/")
    os.mkfifo(own_copy / "pipe")
    copy = Project.at(own_copy).scratch_copy().path
    assert (copy / "chat" / "consumers.py").is_file()
    assert not (copy / "chat").is_symlink()
    names = {path.name for path in copy.rglob("*")}
    assert not names & {"up", "here", "itself", "nothing", "all", "pipe"}


def test_a_copy_has_no_uploads_packages_and_dumps(own_copy):
    for name in ("media/film.mp4", "node_modules/a/index.js", "chat/media/models.py"):
        (own_copy / name).parent.mkdir(parents=True)
        (own_copy / name).write_text("x")
    with (own_copy / "dump.sql").open("wb") as dump:
        dump.truncate(copies.BIG)
    (own_copy.parent / ".env").write_text("SECRET=1")
    copy = Project.at(own_copy).scratch_copy().path
    assert list((copy / "media").iterdir()) == []
    assert (copy / "chat" / "media" / "models.py").is_file(), "that is an app"
    assert not (copy / "node_modules").exists()
    assert not (copy / "dump.sql").exists()
    assert (copy.parent / ".env").read_text() == "SECRET=1"


def test_a_folder_that_holds_far_too_much_is_refused(own_copy, monkeypatch):
    monkeypatch.setattr(copies, "MOST_FILES", 80)
    (own_copy / "photos").mkdir()
    for number in range(90):
        (own_copy / "photos" / f"{number}.txt").touch()
    with pytest.raises(ProjectProblem, match=r"more than a project has .*in photos"):
        Project.at(own_copy).scratch_copy()


@ONLY_POSIX
def test_a_copy_of_what_is_read_only_can_be_written_to(own_copy):
    for path in [*own_copy.rglob("*"), own_copy]:
        path.chmod(0o555 if path.is_dir() else 0o444)
    try:
        copy = Project.at(own_copy).scratch_copy().path
        assert all(path.stat().st_mode & 0o200 for path in [copy, *copy.rglob("*")])
    finally:
        for path in [own_copy, *own_copy.rglob("*")]:
            path.chmod(0o755)
