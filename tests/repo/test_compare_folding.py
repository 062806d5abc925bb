"""nox -s diff folds away another style, generated files, and what does not matter."""

import pytest

from tests.compare.fold import compare_folded
from tests.harness.noise import is_noise
from tests.repo.comparing import CONSUMERS, ROOM, ROOM_JS, SETTINGS, VIEWS, edit
from tests.repo.restyling import add_what_programs_write, restyle, restyled_python
from tests.steps import NUMBERS, get_step


@pytest.mark.parametrize("number", NUMBERS)
def test_another_style_and_generated_files_show_nothing(number, own_project, tmp_path):
    folder = own_project(number)
    restyle(folder)
    add_what_programs_write(folder, tmp_path)
    stage = get_step(number).path
    assert compare_folded(folder, stage).changes == []
    assert compare_folded(stage, folder).changes == []


def test_the_restyled_files_are_others():
    # If restyle() did nothing, the test above would say nothing.
    stage = get_step(2).path
    for path in stage.rglob("*.py"):
        if not is_noise(path.parent) and path.stat().st_size:
            text = path.read_text(encoding="utf-8")
            other = restyled_python(text)
            assert not set(text.splitlines()) & set(other.splitlines()) - {""}, path


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        (
            CONSUMERS,
            "group_add(self.room_group_name, self.channel_name)",
            "group_add(\n            self.room_group_name,\n"
            "            self.channel_name,\n        )",
        ),
        (CONSUMERS, "from .frames import", "from chat.frames import"),
        (CONSUMERS, "raise StopConsumer  #", "raise (StopConsumer)  #"),
        (
            CONSUMERS,
            "AsyncWebsocketConsumer):\n",
            'AsyncWebsocketConsumer):\n    "Me"\n',
        ),
        (VIEWS, "import redirect, render", "import (\n    render,\n    redirect,\n)"),
        (VIEWS, "or None)", "or None,)"),
        (VIEWS, "    if form.is_valid():\n        ", "    if form.is_valid(): "),
        (SETTINGS, "SECRET_KEY = '", "SECRET_KEY = 'x"),
        (SETTINGS, "    'daphne',", '    # daphne is first\n    "daphne",\n\n'),
        (ROOM, "<main>", "{# the page #}\n<main>\n<!-- one\ncomment -->"),
        (ROOM_JS, '("#chat-log")', "('#chat-log')"),
        (ROOM_JS, "function show", "// shows it\nfunction  show"),
    ],
)
def test_what_does_not_matter_is_folded_away(name, before, after, own_project):
    folder = own_project(3)
    edit(folder, name, before, after)
    assert compare_folded(folder, get_step(3).path).changes == []


def test_the_order_of_settings_that_stand_alone_does_not_matter(own_project):
    folder = own_project(2)
    line = "ASGI_APPLICATION = 'mysite.asgi.application'\n"
    edit(folder, SETTINGS, line, "")
    edit(folder, SETTINGS, "# Database\n", f"# Database\n{line}DEBUG = True\n")
    edit(folder, SETTINGS, "DEBUG = True\n\nALLOWED", "ALLOWED")
    assert compare_folded(folder, get_step(2).path).changes == []
