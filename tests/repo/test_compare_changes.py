"""nox -s diff shows a change that matters, and exactly that."""

import re

import pytest

from tests.compare.fold import compare_folded
from tests.repo.comparing import (
    ASGI,
    CONSUMERS,
    ROOM,
    ROOM_JS,
    SETTINGS,
    VIEWS,
    edit,
    signed_lines,
)
from tests.repo.restyling import restyle
from tests.steps import get_step

LOG = '    <textarea id="{}" readonly aria-label="Messages" autocomplete="off"></textarea>'


@pytest.mark.parametrize(
    ("name", "before", "after", "own_lines", "our_lines"),
    [
        (
            CONSUMERS,
            "await self.accept()",
            "self.accept()",
            ["        self.accept()"],
            ["        await self.accept()"],
        ),
        (
            CONSUMERS,
            "self.room_group_name, {",
            "self.room_name, {",
            [
                '            self.room_name, {"type": "chat.message", "message": message}'
            ],
            [
                "            self.room_group_name, "
                '{"type": "chat.message", "message": message}'
            ],
        ),
        (CONSUMERS, "            return\n", "", [], ["            return"]),
        # Only the place differs: it would end every message, not only bad ones.
        (
            CONSUMERS,
            "            return\n",
            "        return\n",
            ["        return"],
            ["            return"],
        ),
        (SETTINGS, "    'daphne',\n", "", [], ["    'daphne',"]),
        (
            SETTINGS,
            "DEBUG = True",
            "DEBUG = 'True'",
            ["DEBUG = 'True'"],
            ["DEBUG = True"],
        ),
        (
            VIEWS,
            "import redirect, render",
            "import render",
            ["from django.shortcuts import render"],
            ["from django.shortcuts import redirect, render"],
        ),
        (
            ROOM,
            'id="chat-log" readonly',
            'id="chat_log" readonly',
            [LOG.format("chat_log")],
            [LOG.format("chat-log")],
        ),
        (ROOM_JS, "messageInput.focus();", "", [], ["messageInput.focus();"]),
        # No other quotes, but a mistake.
        (
            ROOM_JS,
            '"Not connected. ',
            "'Not connected. ",
            ['    show("offline", \'Not connected. Trying again." + kept);'],
            ['    show("offline", "Not connected. Trying again." + kept);'],
        ),
    ],
)
def test_one_real_change_shows_exactly_that(
    name, before, after, own_lines, our_lines, own_project
):
    folder = own_project(3)
    edit(folder, name, before, after)
    (change,) = compare_folded(folder, get_step(3).path).changes
    assert change.name == name
    signed = [line for line in signed_lines(change) if "First, be" not in line]
    signed = [line for line in signed if "/installation.html" not in line]
    assert [line[1:] for line in signed if line[0] == "-"] == own_lines
    assert [line[1:] for line in signed if line[0] == "+"] == our_lines
    (change,) = compare_folded(get_step(3).path, folder).changes
    assert change.count("+") == len(own_lines)


def test_an_import_above_the_line_that_it_must_follow_is_a_change(own_project):
    folder = own_project(1)
    line = "from chat.routing import websocket_urlpatterns"
    edit(folder, ASGI, f"{line}  # noqa: E402\n", "")
    edit(folder, ASGI, "import os\n", f"import os\n{line}\n")
    (change,) = compare_folded(folder, get_step(1).path).changes
    assert f"-{line}" in change.diff
    assert f"+{line}  # noqa: E402" in change.diff


def test_people_see_their_own_lines_and_numbers(own_project):
    folder = own_project(3)
    restyle(folder)
    edit(folder, CONSUMERS, "await self.accept()", "self.accept()")
    (change,) = compare_folded(folder, get_step(3).path).changes
    lines = (folder / CONSUMERS).read_text(encoding="utf-8").splitlines()
    number = next(n for n, line in enumerate(lines, 1) if "self.accept()" in line)
    assert signed_lines(change) == [
        "-\t\tself.accept()  # mine",
        "+        await self.accept()",
    ]
    head = re.fullmatch(r"@@ -(\d+),(\d+) \+(\d+),(\d+) @@", change.diff[2])
    assert int(head[1]) < number < int(head[1]) + int(head[2])
    shown = [line[1:] for line in change.diff[3:] if not line.startswith("+")]
    assert all(line in lines for line in shown), "the lines around are theirs too"


def test_a_missing_method_is_shown_with_its_comments(own_project):
    (change,) = [
        change
        for change in compare_folded(own_project(1), get_step(2).path).changes
        if change.name == CONSUMERS
    ]
    text = "\n".join(change.diff)
    assert "+    def chat_message(self, event):" in text
    assert "+        # Join before accept(): a connected tab must not miss" in text
