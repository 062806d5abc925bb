"""A message from a management command, and one from the admin."""

import re

import requests

from tests.checks.people import expect_messages, two_in
from tests.checks.promise import CheckFailed, expect, promise
from tests.exercises.clients import client
from tests.exercises.visitors import STAFF, visitor
from tests.harness.patience import PATIENCE
from tests.harness.sockets import Socket
from tests.harness.subject import new_room

FROM_COMMAND, FROM_ADMIN = "from the command", "from the admin"
ADD_FORM = re.compile(r'href="([^"]*/announcement/add/)"')
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')
ERRORS = re.compile(r'<ul class="errorlist[^>]*>(.*?)</ul>', re.DOTALL)
TAGS = re.compile(r"<[^>]*>")


def expect_heard_here_alone(here: Socket, elsewhere: Socket, message: str, said: str):
    """Fail unless a client hears the message once, and one in another room does not."""
    heard = here.hear_until(message)
    found = f"it gets {', '.join(map(str, heard)) or 'nothing'}; {said}"
    expect(heard == [message], f'a client in the room gets "{message}"', found)
    for socket in (here, elsewhere):
        socket.say("own")
        heard = socket.hear_until("own")  # what else came would be before it
        expected = "nobody gets it twice or in another room"
        expect(
            heard == ["own"], expected, f"a client gets {', '.join(map(str, heard))}"
        )


def say_by_command(subject, room: str) -> str:
    """Run the command; return what it printed last, as half a sentence."""
    code, output = subject.manage("say", room, FROM_COMMAND)
    last = f'the command printed "{last_line(output)}"'
    expected = f'manage.py say {room} "{FROM_COMMAND}" ends with exit code 0'
    expect(code == 0, expected, f"it ends with {code}; {last}")
    return last


def last_line(output: str) -> str:
    """Return the last line that stands at the left, where a traceback names the error."""
    lines = [line for line in output.splitlines() if line[:1].strip()]
    lines = [line for line in lines if "Enable tracemalloc" not in line]
    return lines[-1] if lines else "nothing"


def say_in_admin(subject, room: str) -> str:
    """Save an announcement, as a form does; return what was answered."""
    try:
        answer = fill_in_form(subject, room)
    except requests.RequestException as problem:
        raise CheckFailed("the admin answers", type(problem).__name__) from problem
    errors = " ".join(TAGS.sub(" ", one).strip() for one in ERRORS.findall(answer.text))
    found = f"HTTP {answer.status_code} {errors}".strip()
    expected = "the form with room_name and message is saved"
    expect(answer.status_code == 302, expected, found)
    return "the admin has saved it"


def fill_in_form(subject, room: str) -> requests.Response:
    """Look for the form from the start of the admin on, and send it."""
    admin = requests.Session()
    cookies = visitor(subject, STAFF).header["Cookie"]
    start = ask(admin, "GET", f"{subject.server.url}/admin/", cookies)
    link = ADD_FORM.search(start.text)
    expected = "/admin/ has a link to add an announcement, …/announcement/add/"
    expect(link, expected, f"it has none (HTTP {start.status_code})")
    address = subject.server.url + link[1]
    form = ask(admin, "GET", address, cookies)
    token = TOKEN.search(form.text)
    expect(token, f"{link[1]} is a form", f"HTTP {form.status_code}")
    cookies += f"; csrftoken={form.cookies.get('csrftoken', '')}"
    fields = {"room_name": room, "message": FROM_ADMIN, "_save": "Save"}
    data = {**fields, "csrfmiddlewaretoken": token[1]}
    return ask(admin, "POST", address, cookies, data=data)


def ask(session, method: str, address: str, cookies: str, **more) -> requests.Response:
    session.cookies.clear()  # all of them are in the header
    return session.request(
        method,
        address,
        headers={"Cookie": cookies, "Referer": address},
        allow_redirects=False,
        timeout=5 * PATIENCE,
        **more,
    )


@promise(2)
def test_the_command_speaks_in_the_room(subject):
    room = new_room()
    with (
        client(subject.server, room) as here,
        client(subject.server, new_room()) as elsewhere,
    ):
        said = say_by_command(subject, room)
        expect_heard_here_alone(here, elsewhere, FROM_COMMAND, said)


@promise(2, needs=(test_the_command_speaks_in_the_room,))
def test_the_command_refuses_in_a_sentence_what_is_no_room(subject):
    code, output = subject.manage("say", "two words", "hello")
    refused = code not in {0, None} and "Traceback" not in output
    expected = 'manage.py say "two words" hello ends with an error that is a sentence'
    expect(refused, expected, f'exit code {code}, and it printed "{last_line(output)}"')


@promise(2)
def test_the_admin_speaks_in_the_room(subject):
    room = new_room()
    with (
        client(subject.server, room) as here,
        client(subject.server, new_room()) as elsewhere,
    ):
        said = say_in_admin(subject, room)
        expect_heard_here_alone(here, elsewhere, FROM_ADMIN, said)


@promise(2)
def test_both_tabs_show_both(subject, tabs):
    room = new_room()
    first, second = two_in(subject.server, tabs, room)
    say_by_command(subject, room)
    say_in_admin(subject, room)
    expect_messages(first, "tab 1", FROM_COMMAND, FROM_ADMIN)
    expect_messages(second, "tab 2", FROM_COMMAND, FROM_ADMIN)
