"""nox -s doctor: the browser of the checks and its driver."""

import sys

import pytest

from tests.doctor import browsers, probes
from tests.repo.doctor.shared import said


def test_a_browser_that_is_named_wrongly_is_told(monkeypatch):
    monkeypatch.setenv("WORKBOOK_BROWSER", "no-such-browser")
    (found,) = probes.examine_browser()
    assert found.ok is False
    assert "no-such-browser" in found.what


def test_no_browser_yet_does_not_stop_work(monkeypatch):
    monkeypatch.delenv("WORKBOOK_BROWSER", raising=False)
    monkeypatch.setattr(browsers, "browser_on_path", lambda: None)
    monkeypatch.setattr(browsers, "already_fetched", lambda: None)
    (found,) = probes.examine_browser()
    assert found.ok is None


def test_the_browser_of_the_checks_starts():
    (found,) = probes.examine_browser()
    assert found.ok is not False, said([found])


@pytest.mark.skipif(sys.platform == "win32", reason="it makes shell scripts")
def test_a_driver_of_another_version_is_told(tmp_path):
    for name, version in (
        ("chrome", "Chromium 140.0.1"),
        ("driver", "ChromeDriver 99.0"),
    ):
        program = tmp_path / name
        program.write_text(f'#!/bin/sh\necho "{version}"\n', encoding="utf-8")
        program.chmod(0o755)
    wrong = browsers.Browser(
        str(tmp_path / "chrome"), "chrome", str(tmp_path / "driver")
    )
    if sys.platform == "linux":
        do, _ = browsers.advice(wrong)
        assert "The browser is version 140, its driver 99." in do
    found = browsers.compared(wrong, "140.0.1", "99.0")
    assert found.ok is None
    assert browsers.compared(wrong, "140.0.1", "140.9").ok
