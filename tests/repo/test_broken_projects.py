"""Projects that are broken in ways that no lesson is about: what a learner reads."""

import time

import pytest

from tests.checks.registry import checks_of
from tests.coach.run import FAILED
from tests.diagnosis.log import errors_in_log
from tests.harness.project import Project
from tests.repo.broken import append

START = "runserver_starts_an_ASGI_server"
SETTINGS = "mysite/settings.py"
FAILS = """
from django.db import migrations


def work(apps, schema_editor):
    raise ValueError("no data")


class Migration(migrations.Migration):
    operations = [migrations.RunPython(work)]
"""


@pytest.mark.browser
@pytest.mark.parametrize(
    ("file", "text", "said"),
    [
        (SETTINGS, "import sys\nsys.exit('no configuration')", "no configuration"),
        (SETTINGS, "import os\nos.environ['NOT_SET_HERE']", "KeyError: 'NOT_SET_HERE'"),
        (SETTINGS, "open(BASE_DIR / 'secrets.env')", "secrets.env"),
        ("chat/consumers.py", "import os\nos.kill(os.getpid(), 9)", "ends by itself"),
        ("chat/migrations/0001_initial.py", FAILS, "ValueError: no data"),
        ("manage.py", "def x(:", "Python cannot read manage.py, line"),
    ],
)
def test_a_project_that_does_not_start_is_explained(file, text, said, own_copy, desk):
    path = own_copy / file
    path.parent.mkdir(exist_ok=True)
    path.touch()
    if "migrations" in file:
        (path.parent / "__init__.py").touch()
    append(path, f"\n{text}\n")
    began = time.monotonic()
    results = desk.check(Project.at(own_copy), 1)
    assert time.monotonic() - began < 15
    [failed] = [result for result in results if result.verdict == FAILED]
    assert failed.check.name == START
    assert failed.diagnosis, failed.text
    assert said in failed.text
    waiting = [result for result in results if result is not failed]
    assert {result.waits_for for result in waiting} == {failed.check.title}
    assert len(results) == len(checks_of(1))


@pytest.mark.browser
def test_a_file_that_is_not_written_yet_is_not_taken_for_another(own_copy, desk):
    (own_copy / "chat" / "urls.py").unlink()
    results = desk.check(Project.at(own_copy), 1)
    failed = next(result for result in results if result.verdict == FAILED)
    assert "make chat/urls.py" in failed.text, failed.text
    assert "mysite.urls" not in failed.text


def test_a_traceback_is_found_behind_what_was_printed_without_a_line_end(tmp_path):
    printed = (
        "  Applying chat.0001_initial...Traceback (most recent call last):\n"
        f'  File "{tmp_path}/chat/models.py", line 3, in work\n'
        "ValueError: no data\n"
    )
    [error] = errors_in_log(printed, tmp_path)
    assert str(error) == "ValueError: no data"
    assert (error.place.file, error.place.line) == ("chat/models.py", 3)
