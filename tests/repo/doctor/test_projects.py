"""nox -s doctor: a project, its settings, the names of its files and its packages."""

import sys
from pathlib import Path

import pytest

from tests.doctor import probes
from tests.doctor.settings_facts import read_settings
from tests.repo.doctor.shared import said


@pytest.fixture
def environment_of(project):
    """Call it with packages to give the project a virtual environment."""

    def make(
        *packages: str,
        config: str = "version = 3.12.1\n",
        folder: Path = project / "venv",
    ) -> Path:
        windows = sys.platform == "win32"
        program = folder / ("Scripts/python.exe" if windows else "bin/python")
        library = folder / ("Lib" if windows else "lib/python3.12") / "site-packages"
        library.mkdir(parents=True)
        program.parent.mkdir()
        program.touch()
        (folder / "pyvenv.cfg").write_text(config, encoding="utf-8")
        for package in packages:
            name, version, *asks = package.split()
            place = library / f"{name}-{version}.dist-info"
            place.mkdir()
            lines = [f"Name: {name.lstrip('~')}", f"Version: {version}"]
            lines += [f"Requires-Dist: {one}" for one in asks]
            text = "\n".join(["Metadata-Version: 2.1", *lines, ""])
            (place / "METADATA").write_text(text, encoding="utf-8")
        return folder

    return make


def test_the_packages_of_the_projects_own_environment_are_read(project, environment_of):
    environment_of("Django 5.2.8", "channels 4.3.2", "~hannels 3.0.0", "redis 7.4.0")
    found = said(probes.examine_project(project))
    assert "INSTALLED_APPS names daphne, and Daphne is not installed" in found
    assert "CHANNEL_LAYERS names channels_redis, and it is not installed" in found
    program = "venv\\Scripts\\python" if sys.platform == "win32" else "venv/bin/python"
    assert f'do    {program} -m pip install "channels[daphne]"' in found
    assert "3.0.0" not in found


def test_the_packages_of_an_environment_beside_the_project_are_read(
    project, environment_of
):
    packages = ("Django 5.2.8", "channels 3.0.5", "daphne 4.2.3")
    folder = environment_of(*packages, folder=project.parent / ".venv")
    for package in ("django", "channels"):
        [library] = folder.glob("**/site-packages")
        (library / package).mkdir()
    found = said(probes.examine_project(project))
    windows = sys.platform == "win32"
    program = "..\\.venv\\Scripts\\python" if windows else "../.venv/bin/python"
    assert f"do    {program} -m pip install" in found


def test_what_a_package_asks_for_and_does_not_get_is_told(project, environment_of):
    environment_of(
        "Django 5.2.8 asgiref>=3.8.1",
        "asgiref 3.7.0",
        "channels 4.3.2 Django>=4.2",
        "channels_redis 4.3.0",
        "redis 7.4.0",
        "daphne 4.2.3 twisted[tls]>=22.4",
        'twisted 24.10 pyopenssl>=21;extra=="tls" gone>=1;extra=="other"',
        "pyopenssl 20.0",
    )
    found = probes.examine_project(project)
    warned = [finding.what for finding in found if not finding.ok]
    assert warned == [
        "django 5.2.8 asks for asgiref>=3.8.1, and asgiref is 3.7.0.",
        "twisted 24.10 asks for pyopenssl>=21, and pyopenssl is 20.0.",
    ]


@pytest.mark.parametrize("home", ["here", "gone"])
def test_an_environment_that_cannot_run_is_told(
    home, project, environment_of, tmp_path
):
    config = f"home = {tmp_path / home}\nversion = 3.12.1\n"
    (tmp_path / "here").mkdir()
    environment_of("numpy 2.0", config=config)
    found = said(probes.examine_project(project))
    reason = {"here": "has no Django in it", "gone": "is gone"}
    assert reason[home] in found
    assert "The checks take the workbook's packages" in found
    assert "1011" in found  # the workbook's redis-py with this project's layer


@pytest.mark.parametrize("name", ["channels.py", "redis.py", "daphne.py", "django/"])
def test_a_file_that_hides_a_package_is_told(project, name):
    if name.endswith("/"):
        (project / name).mkdir()
        (project / name / "__init__.py").touch()
    else:
        (project / name).touch()
    found = [f for f in probes.examine_project(project) if f.ok is False]
    assert said(found).startswith(f"  ✗ {name} beside manage.py hides the package")


def test_a_file_that_hides_a_module_of_python_is_a_warning(project):
    (project / "random.py").touch()
    (project / "tests.py").touch()
    warned = [f.what for f in probes.examine_project(project) if f.ok is None]
    assert "random.py beside manage.py hides the module random" in warned[0]
    assert not any("tests.py" in what for what in warned)


def test_a_file_that_hides_the_apps_folder_is_told(project):
    (project / "chat.py").touch()
    (project / "chat" / "consumers.py").touch()
    assert "hides" not in said(f for f in probes.examine_project(project) if not f.ok)
    (project / "chat" / "__init__.py").unlink()
    assert "chat.py hides the folder chat/" in said(probes.examine_project(project))


def test_settings_that_python_cannot_read_are_told_with_the_line(project):
    (project / "mysite" / "settings.py").write_text("A = 1\nB = (\n", encoding="utf-8")
    assert "mysite/settings.py, line 2" in said(probes.examine_project(project))


def test_a_folder_that_is_no_project_is_told(tmp_path):
    assert "has no manage.py" in said(probes.examine_project(tmp_path))


def test_settings_that_change_later_are_not_guessed(project):
    file = project / "mysite" / "settings.py"
    with file.open("a", encoding="utf-8") as more:
        more.write('INSTALLED_APPS.insert(0, "other")\n')
    assert read_settings(file).keys() == {"CHANNEL_LAYERS"}
    file.write_text("from .base import *\nINSTALLED_APPS = []\n", encoding="utf-8")
    assert read_settings(file) == {}
