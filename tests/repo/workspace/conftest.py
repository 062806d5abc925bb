"""The folder from which the tests of nox -s start and reset call."""

import pytest


@pytest.fixture
def called_from(tmp_path, monkeypatch):
    """The folder in which commands are typed; it is not the workbook."""
    here = tmp_path / "désk top"
    here.mkdir()
    monkeypatch.setenv("WORKBOOK_CALLED_FROM", str(here))
    return here
