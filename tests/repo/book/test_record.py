"""What is recorded of mistakes: the same in every run, and compared with what is said."""

from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.checks.promise import CheckFailed
from tests.diagnosis.rule import Cause, Diagnosis, all_rules
from tests.diagnosis.source import Place
from tests.diagnosis.words import explain
from tests.mistakes.entries import all_mistakes
from tests.mistakes.normal import lines_of, masked, normal, telling_blocks
from tests.mistakes.record import (
    COMMAND,
    PYTHON,
    changed,
    read_record,
    words_of,
    write_record,
)
from tests.mistakes.visit import as_console

FOLDER = Path("/tmp/workbook-1/project-x/step2_channel_layer")
RULE = all_rules()["handler-misnamed"]
MISTAKE = next(one for one in all_mistakes() if one.id == "handler-misnamed")

LOG = f"""\
Operations to perform:
  Apply all migrations: admin, auth
  Applying auth.0001_initial... OK
November 26, 2026 - 18:45:47
Starting ASGI/Daphne version 4.2.3 development server at http://127.0.0.1:20659/
HTTP GET /chat/room_5c8b424a/ 200 [0.32, 127.0.0.1:49410]
HTTP GET /static/room.js 404 [0.32, 127.0.0.1:49410]
WebSocket HANDSHAKING /ws/chat/room_5c8b424a/ [127.0.0.1:32998]
Exception inside application: No handler for message type chat.message
Traceback (most recent call last):
  File "/usr/lib/site-packages/channels/routing.py", line 48, in __call__
    return await application(scope, receive, send)
           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  File "{FOLDER}/chat/consumers.py", line 8, in receive
    self.say()
    ~~~~~~~~^^
  File "/usr/lib/site-packages/channels/consumer.py", line 74, in dispatch
    raise ValueError("No handler for message type %s" % message["type"])
ValueError: No handler for message type chat.message
WebSocket HANDSHAKING /ws/chat/room_5c8b424a/ [127.0.0.1:32999]
"""

TELLING = """\
HTTP GET /static/room.js 404
WebSocket HANDSHAKING /ws/chat/lobby/
Exception inside application: No handler for message type chat.message
Traceback (most recent call last):
  ...
  File "chat/consumers.py", line 8, in receive
    self.say()
  ...
ValueError: No handler for message type chat.message"""


def test_a_log_is_recorded_without_what_is_the_same_without_the_mistake():
    assert "\n".join(lines_of(telling_blocks(LOG, FOLDER))) == TELLING


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("/ws/chat/room_0123abcd/", "/ws/chat/lobby/"),
        ("room_0123abcd, room_11111111, room_0123abcd", "lobby, other, lobby"),
        ("http://127.0.0.1:41234/chat/", "http://127.0.0.1:8000/chat/"),
        ("Timeout reading from localhost:41234", "Timeout reading from localhost:6379"),
        ("answers at 127.0.0.1:6380, where", "answers at 127.0.0.1:6380, where"),
        (f'File "{FOLDER}/chat/views.py"', 'File "chat/views.py"'),
        ("<object at 0x7f01ab34>", "<object at 0x...>"),
        ("x_140350082443344, x_140350082434128", "x_1111, x_2222"),
        ("of process 1, process 4711", "of process 1, process 1234"),
        ("from 'a' (/x/site-packages/a.py)", "from 'a' (site-packages/a.py)"),
        ("settings 'workbook_settings'", "settings 'mysite.settings'"),
    ],
)
def test_a_text_is_the_same_in_every_run(text, expected):
    assert normal(text, FOLDER) == expected


def test_times_do_not_count_and_other_numbers_do():
    assert masked("it stood still for 1.3 s") == masked("it stood still for 2.0 s")
    assert masked("line 13") != masked("line 14")
    late = "manage.py runserver did not listen after 11 s: ValueError"
    assert masked("it is connecting") == masked("it is closed (close code 1006)")
    assert masked("HTTP 403") != masked("HTTP 500")
    assert masked("HTTP 500") == masked("no answer within 1.5 s")
    assert masked(late) == masked("manage.py runserver ended: ValueError")


def test_a_message_that_comes_twice_may_be_seen_later():
    at_once, later = 'it shows "hello", "hello"', 'it shows "hello", "hello", "again"'
    assert masked(at_once) == masked(f'{later}, "again"')
    assert masked(at_once) != masked('it shows "hello"')
    assert masked('the tab shows "hello"') == masked('the tab shows "hello", "again"')


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "http://127.0.0.1:22269/static/chat/room.js 13:12 Uncaught TypeError: x",
            "Uncaught TypeError: x  (room.js:14)",
        ),
        (
            "http://127.0.0.1:41234/chat/ - Failed to load resource: 404",
            "Failed to load resource: 404  (http://127.0.0.1:8000/chat/)",
        ),
        (
            "network 11 WebSocket connection to 'ws://127.0.0.1:41234/' failed: x",
            "WebSocket connection to 'ws://127.0.0.1:8000/' failed: x",
        ),
    ],
)
def test_a_line_of_the_console_reads_as_in_the_browser(text, expected):
    assert as_console(text) == expected


def result_of(found: str) -> SimpleNamespace:
    cause = Cause("it is misnamed", "rename it", Place("chat/consumers.py", 39))
    return SimpleNamespace(
        failure=CheckFailed("the tab shows it", found),
        diagnosis=Diagnosis(RULE, cause),
        folder=FOLDER,
        check=SimpleNamespace(name=MISTAKE.check),
    )


def record_of(found: str) -> dict:
    words = words_of(result_of(found))
    entry = {"check": MISTAKE.check, "rule": MISTAKE.rule, **words}
    return {"python": PYTHON, "mistakes": {MISTAKE.id: entry}}


def test_the_same_words_are_no_change():
    record = record_of("nothing in room_0123abcd")
    assert changed(MISTAKE, result_of("nothing in room_89abcdef"), record) == ""


def test_other_words_are_named_with_the_entry_and_the_command():
    said = changed(MISTAKE, result_of("something"), record_of("nothing"))
    assert "docs/troubleshooting.md, entry handler-misnamed" in said
    assert "recorded  nothing" in said
    assert "now       something" in said
    assert f"{COMMAND} handler-misnamed" in said


def test_a_mistake_that_is_not_recorded_is_named():
    said = changed(MISTAKE, result_of("x"), {"python": PYTHON, "mistakes": {}})
    assert "nothing is recorded" in said


def test_another_python_has_other_sentences():
    record = {**record_of("nothing"), "python": "3.99"}
    assert changed(MISTAKE, result_of("something"), record) == ""


def test_what_is_written_can_be_read(tmp_path):
    file = tmp_path / "recorded" / "mistakes.json"
    assert read_record(file)["mistakes"] == {}
    write_record(record_of("»nothing«"), file)
    assert read_record(file) == record_of("»nothing«")


def test_a_message_is_made_of_the_recorded_words():
    result = result_of("nothing")
    text = explain(MISTAKE.check, result.failure, result.diagnosis)
    for name, words in words_of(result).items():
        assert f"  {name:<10} {words}" in text
