"""A project for the tests of the doctor."""

from pathlib import Path

import pytest

from tests.repo.doctor.shared import CORE


@pytest.fixture
def project(tmp_path) -> Path:
    """A small project that one may spoil."""
    folder = tmp_path / "my chat"
    (folder / "mysite").mkdir(parents=True)
    (folder / "mysite" / "__init__.py").touch()
    (folder / "chat").mkdir()
    (folder / "chat" / "__init__.py").touch()
    (folder / "manage.py").write_text(
        "import os\n"
        "os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'mysite.settings')\n",
        encoding="utf-8",
    )
    (folder / "mysite" / "settings.py").write_text(
        'INSTALLED_APPS = ["daphne", "chat"]\n'
        f'CHANNEL_LAYERS = {{"default": {{"BACKEND": "{CORE}"}}}}\n',
        encoding="utf-8",
    )
    return folder
