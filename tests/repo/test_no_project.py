"""Folders that are no project are refused in a sentence; an odd manage.py is read."""

import shutil

import pytest

from tests.harness.project import Project, ProjectProblem
from tests.steps import get_step


def one_inside(folder):
    shutil.copytree(get_step(1).path, folder / "mysite")


def two_inside(folder):
    one_inside(folder)
    shutil.copytree(folder / "mysite", folder / "other")


def environment_inside(folder):
    (folder / "venv" / "lib").mkdir(parents=True)
    (folder / "venv" / "pyvenv.cfg").touch()
    (folder / "venv" / "manage.py").touch()


def manage(content: bytes):
    return lambda folder: (folder / "manage.py").write_bytes(content)


@pytest.mark.parametrize(
    ("make", "named", "sentence"),
    [
        (lambda folder: None, "", "has no manage.py. Name the folder of a Django"),
        (lambda folder: None, "nowhere", "There is no folder"),
        (manage(b""), "manage.py", "is a file"),
        (environment_inside, "", "has no manage.py. Name the folder of a Django"),
        (one_inside, "", "The project is one further down: name .*mysite\\."),
        (
            one_inside,
            "mysite/mysite",
            "The project is one further up: name .*mysite\\.",
        ),
        (two_inside, "", "Name the folder of one project: .*mysite, .*other\\."),
        (lambda folder: (folder / "manage.py").mkdir(), "", "has no manage.py"),
        (manage(b" \n"), "", "manage.py is empty"),
        (manage(bytes(range(256))), "", "not in UTF-8"),
        (manage("# Prüfung\n".encode("latin-1")), "", "not in UTF-8"),
        (manage("import os\n".encode("utf-16")), "", "not in UTF-8"),
        (manage(b"import os\n"), "", 'setdefault."DJANGO_SETTINGS_MODULE"'),
        (
            manage(b"# ('DJANGO_SETTINGS_MODULE', 'mysite.settings')\n"),
            "",
            "does not set DJANGO_SETTINGS_MODULE",
        ),
    ],
)
def test_a_folder_that_is_no_project_is_refused_in_a_sentence(
    make, named, sentence, tmp_path
):
    make(tmp_path)
    with pytest.raises(ProjectProblem, match=sentence):
        Project.at(tmp_path / named)


@pytest.mark.parametrize(
    "content",
    [
        b'import os\nos.environ["DJANGO_SETTINGS_MODULE"] = "mysite.settings"\n',
        b'\xef\xbb\xbfimport os\nos.environ.setdefault(\n "DJANGO_SETTINGS_MODULE", '
        b'"mysite.settings")\n',
        "# coding: latin-1\n# Prüfung\nimport os\n"
        'os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mysite.settings")\n'.encode(
            "latin-1"
        ),
    ],
    ids=["assigned", "with a byte order mark", "in another encoding"],
)
def test_a_manage_py_that_python_can_run_is_read(content, tmp_path):
    manage(content)(tmp_path)
    assert Project.at(tmp_path).settings_module == "mysite.settings"
