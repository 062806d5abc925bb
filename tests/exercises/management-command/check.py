"""A message from a management command, and one from the admin."""

import re

import requests

from tests.checks.people import expect_messages, two_in
from tests.checks.promise import CheckFailed, expect, promise
from tests.exercises.clients import client, expect_its_own_only, messages_until
from tests.exercises.visitors import SUPERUSER, visitor
from tests.harness.patience import PATIENCE
from tests.harness.sockets import Socket
from tests.harness.subject import new_room

FROM_COMMAND, FROM_ADMIN = "from the command", "from the admin"
CHANGED = "changed in the admin"
ADD_FORM = re.compile(r'href="([^"]*/announcement/add/)"')
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')
ERRORS = re.compile(r'<ul class="errorlist[^>]*>(.*?)</ul>', re.DOTALL)
TAGS = re.compile(r"<[^>]*>")


def expect_heard_here_alone(here: Socket, elsewhere: Socket, message: str, said: str):
    """Fail unless a client hears the message once, and one in another room does not."""
    heard = messages_until(here, message)
    expected = f'a client in the room gets "{message}"'
    expect(
        heard == [message], expected, f"it gets {', '.join(heard) or 'nothing'}; {said}"
    )
    for socket in (here, elsewhere):
        expect_its_own_only(socket, "nobody gets it twice or in another room")


def say_by_command(subject, room: str) -> str:
    """Run the command; return what it printed last, as half a sentence."""
    code, output = subject.manage("say", room, FROM_COMMAND)
    said = f"the command {printed(output)}"
    expected = f'manage.py say {room} "{FROM_COMMAND}" ends with exit code 0'
    expect(code == 0, expected, f"it {ended(code)}; {said}")
    return said


def ended(code: int | None) -> str:
    return "does not end" if code is None else f"ends with exit code {code}"


def printed(output: str) -> str:
    """Name the last line that stands at the left, where a traceback names the error."""
    lines = [line for line in output.splitlines() if line[:1].strip()]
    lines = [line for line in lines if "Enable tracemalloc" not in line]
    return f'printed "{lines[-1]}"' if lines else "printed nothing"


def say_in_admin(subject, room: str) -> str:
    """Save an announcement, as a form does; return the address of its change form."""
    start = ask(subject, "GET", "/admin/")
    link = ADD_FORM.search(start.text)
    expected = "/admin/ has a link to add an announcement, …/announcement/add/"
    expect(link, expected, f"it has none (HTTP {start.status_code})")
    form = ask(subject, "GET", link[1])
    expect(TOKEN.search(form.text), f"{link[1]} is a form", f"HTTP {form.status_code}")
    answer = fill_in(subject, link[1], form, room, FROM_ADMIN)
    errors = " ".join(TAGS.sub(" ", one).strip() for one in ERRORS.findall(answer.text))
    found = f"HTTP {answer.status_code} {errors}".strip()
    expected = "the form with room_name and message is saved"
    expect(answer.status_code == 302, expected, found)
    return answer.headers["Location"]


def change_in_admin(subject, path: str, room: str) -> None:
    """Give an announcement another message, where the admin allows it."""
    form = ask(subject, "GET", path)
    if TOKEN.search(form.text):
        fill_in(subject, path, form, room, CHANGED)


def fill_in(subject, path: str, form, room: str, message: str) -> requests.Response:
    """Send the form that was got from there, by the button that goes on to change it."""
    token = TOKEN.search(form.text)[1]
    fields = {"room_name": room, "message": message, "_continue": "Save"}
    data = {**fields, "csrfmiddlewaretoken": token}
    cookie = f"csrftoken={form.cookies.get('csrftoken', '')}"
    return ask(subject, "POST", path, cookie, data=data)


def ask(subject, method: str, path: str, *cookies: str, **more) -> requests.Response:
    """Ask for a page as SUPERUSER. Raise CheckFailed where no answer comes."""
    address = subject.server.url + path
    own = visitor(subject, SUPERUSER).header["Cookie"]
    try:
        return requests.request(
            method,
            address,
            headers={"Cookie": "; ".join([own, *cookies]), "Referer": address},
            allow_redirects=False,
            timeout=5 * PATIENCE,
            **more,
        )
    except requests.RequestException as problem:
        raise CheckFailed("the admin answers", type(problem).__name__) from problem


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
    sentence = output.strip() and "Traceback" not in output
    expected = 'manage.py say "two words" hello ends with an error that is a sentence'
    found = f"it {ended(code)}, and {printed(output)}"
    expect(code not in {0, None} and sentence, expected, found)


@promise(2)
def test_the_admin_speaks_in_the_room(subject):
    room = new_room()
    with (
        client(subject.server, room) as here,
        client(subject.server, new_room()) as elsewhere,
    ):
        say_in_admin(subject, room)
        said = "the admin has saved it"
        expect_heard_here_alone(here, elsewhere, FROM_ADMIN, said)


@promise(2, needs=(test_the_admin_speaks_in_the_room,))
def test_to_change_an_announcement_says_nothing(subject):
    room = new_room()
    with client(subject.server, room) as socket:
        path = say_in_admin(subject, room)
        messages_until(socket, FROM_ADMIN)
        change_in_admin(subject, path, room)
        expect_its_own_only(socket, "nobody gets an announcement that was changed")


@promise(2)
def test_both_tabs_show_both(subject, tabs):
    room = new_room()
    first, second = two_in(subject.server, tabs, room)
    say_by_command(subject, room)
    say_in_admin(subject, room)
    expect_messages(first, "tab 1", FROM_COMMAND, FROM_ADMIN)
    expect_messages(second, "tab 2", FROM_COMMAND, FROM_ADMIN)
