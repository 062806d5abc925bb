"""People with accounts: they are made in the project's database, and are logged in.

How a project logs people in is its own business: a session is made as Django makes one,
and the visitor has its cookie.
"""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from tests.checks.promise import CheckFailed
from tests.harness.subject import Subject
from tests.harness.tab import Tab

PASSWORD = "a-long-word-7"
VISITOR, STAFF, SUPERUSER = "anna", "stella", "susan"
"""The names of somebody with an account, of one of the staff, and of a superuser.

The VISITOR has the PASSWORD. The others have none: to hash one takes long.
"""

PEOPLE = {
    VISITOR: {"password": PASSWORD},
    STAFF: {"is_staff": True},
    SUPERUSER: {"is_staff": True, "is_superuser": True},
}

PROGRAM = """
import json
from importlib import import_module
from django.conf import settings
from django.contrib import auth

for name, fields in json.loads({people!r}).items():
    user = auth.get_user_model().objects.create_user(name, **fields)
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[auth.SESSION_KEY] = user._meta.pk.value_to_string(user)
    session[auth.BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[auth.HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    print("visitor", json.dumps([name, settings.SESSION_COOKIE_NAME, session.session_key]))
"""


@dataclass(frozen=True)
class Visitor:
    """Somebody who is logged in, by the name and the value of the session's cookie."""

    name: str
    cookie: str
    key: str

    @property
    def header(self) -> dict[str, str]:
        """The HTTP header that a client of theirs sends."""
        return {"Cookie": f"{self.cookie}={self.key}"}


_visitors: WeakKeyDictionary[Subject, dict[str, Visitor]] = WeakKeyDictionary()
_making = threading.Lock()


def visitor(subject: Subject, name: str = VISITOR) -> Visitor:
    """Return one of PEOPLE, with an account in the subject's database, logged in."""
    with _making:
        if subject not in _visitors:
            _visitors[subject] = _make(subject)
    return _visitors[subject][name]


def _make(subject: Subject) -> dict[str, Visitor]:
    program = PROGRAM.format(people=json.dumps(PEOPLE))
    code, output = subject.manage("shell", "--command", program)
    made = [
        json.loads(line.removeprefix("visitor"))
        for line in output.splitlines()
        if line.startswith("visitor ")
    ]
    if len(made) != len(PEOPLE):
        end = "does not end" if code is None else f"ends with exit code {code}"
        last = output.strip().rpartition("\n")[2] or f"manage.py shell {end}"
        raise CheckFailed("accounts can be made in the project's database", last)
    return {name: Visitor(name, cookie, key) for name, cookie, key in made}


@contextmanager
def logged_in(tab: Tab, url: str, visitor: Visitor) -> Iterator[Tab]:
    """Let the browser be the visitor's on the site of the url; at the end nobody's.

    Tabs share their cookies. A page that is open has to be loaded again.
    """
    tab.open(url)
    tab.set_cookie(visitor.cookie, visitor.key)
    try:
        yield tab
    finally:
        tab.forget_cookies()
