"""nox -s doctor: what the system lacks, and whether the computer is too busy."""

import sys
from pathlib import Path

import pytest

from tests.doctor import load, platforms, probes


def test_watching_files_is_tried():
    if sys.platform == "linux":
        assert platforms.no_watching("max_user_watches", 28).ok is None
    assert all(finding.ok is not False for finding in platforms.watched_files())


def test_a_full_temporary_folder_is_told(monkeypatch):
    usage = type("Usage", (), {"free": 10 * platforms.MEGABYTE})
    monkeypatch.setattr(platforms.shutil, "disk_usage", lambda _: usage)
    (found,) = platforms.temporary_folder()
    assert found.ok is False
    assert "only 10 MB" in found.what


def test_without_a_temporary_folder_nothing_is_started(monkeypatch):
    full = OSError(28, "No space left on device")
    monkeypatch.setattr(platforms, "can_write", lambda: full)
    topics = {topic.title: topic.probes for topic in probes.topics(None)}
    assert "Browser" not in topics
    assert [probe.subject for probe in topics["Redis"]] == ["port 6379"]
    (found,) = platforms.temporary_folder()
    assert found.ok is False
    assert "No space left on device" in found.what


@pytest.mark.skipif(sys.platform != "linux", reason="it is about Linux in Windows")
def test_a_project_on_a_drive_of_windows_is_told(monkeypatch):
    release = "5.15.90.1-microsoft-standard-WSL2"
    monkeypatch.setattr(platforms.platform, "release", lambda: release)
    (found,) = platforms.windows_drive(Path("/mnt/c/Users/me/mychat"))
    assert found.ok is None
    assert list(platforms.windows_drive(Path("/home/me/mychat"))) == []


@pytest.mark.parametrize(("wanting", "busy"), [(0.5, False), (1000.0, True)])
def test_a_computer_that_has_too_much_to_do_is_told(wanting, busy, monkeypatch):
    monkeypatch.setattr(load.psutil, "getloadavg", lambda: (wanting, 0, 0))
    found = list(load.how_busy())
    assert bool(found) is busy
    assert all("This computer is busy: 1000 programs" in one.what for one in found)
