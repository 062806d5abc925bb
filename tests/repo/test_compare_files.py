"""nox -s diff with files on one side only, and files that cannot be read as they should."""

import pytest

from tests.compare.fold import compare_folded
from tests.repo.comparing import (
    CONSUMERS,
    ROOM,
    ROOM_JS,
    VIEWS,
    edit,
    names_of,
    signed_lines,
)
from tests.repo.restyling import add_what_programs_write
from tests.steps import get_step


def test_a_missing_file_is_named_and_shown(own_project):
    folder = own_project(2)
    (folder / "chat/routing.py").unlink()
    (folder / "chat/profanity.py").write_text("WORDS = ['drat']\n", encoding="utf-8")
    extra, missing = compare_folded(folder, get_step(2).path).changes
    assert (missing.name, missing.kind) == ("chat/routing.py", "missing in yours")
    assert missing.diff[0] == "--- /dev/null"
    assert "+websocket_urlpatterns = [" in missing.diff
    assert (extra.name, extra.kind) == ("chat/profanity.py", "only in yours")
    assert signed_lines(extra) == ["-WORDS = ['drat']"]


def test_work_in_a_file_of_startapp_is_shown(own_project, tmp_path):
    folder = own_project(1)
    add_what_programs_write(folder, tmp_path)
    edit(folder, "chat/models.py", "# Create", "class Message(models.Model): pass\n#")
    edit(folder, "chat/apps.py", "name = 'chat'", "name = 'chat'\n    label = 'talk'")
    changes = compare_folded(folder, get_step(1).path).changes
    assert names_of(changes) == ["chat/apps.py", "chat/models.py"]


def test_a_syntax_error_is_named_and_the_file_compared_as_text(own_project):
    folder = own_project(3)
    edit(folder, CONSUMERS, "async def connect(self):", "async def connect(self)")
    (change,) = compare_folded(folder, get_step(3).path).changes
    assert change.notes == ("syntax error in line 9, compared as text",)
    assert signed_lines(change) == [
        "-    async def connect(self)",
        "+    async def connect(self):",
    ]


@pytest.mark.parametrize(
    "data", [b"\x89PNG\r\n\x1a\n\0\0", "Grüße".encode("latin-1"), b"\xff\xfe\0"]
)
@pytest.mark.parametrize("name", [VIEWS, ROOM, "requirements.txt"])
def test_a_file_that_is_not_text_is_said_to_be_none(data, name, own_project):
    folder = own_project(1)
    (folder / name).write_bytes(data)
    (change,) = compare_folded(folder, get_step(1).path).changes
    assert (change.name, change.notes) == (name, ("not text",))
    assert change.diff[2:] == (" (not text)",)


def test_a_picture_of_their_own_is_named(own_project):
    folder = own_project(1)
    (folder / "chat/static/chat/cat.png").write_bytes(b"\x89PNG\0")
    (change,) = compare_folded(folder, get_step(1).path).changes
    assert (change.kind, change.notes) == ("only in yours", ("not text",))


def test_a_very_long_file_takes_no_time(own_project):
    folder = own_project(1)
    edit(folder, ROOM_JS, "messageInput.focus();", "let a = 1;\n" * 50_000)
    (change,) = compare_folded(folder, get_step(1).path).changes
    assert change.notes == ("too long to show",)


def test_characters_that_steer_a_terminal_are_made_visible(own_project):
    folder = own_project(1)
    edit(folder, ROOM_JS, "messageInput.focus();", "\x1b]0;owned\x07")
    (change,) = compare_folded(folder, get_step(1).path).changes
    assert not set("\x1b\x07") & set("".join(change.diff))
