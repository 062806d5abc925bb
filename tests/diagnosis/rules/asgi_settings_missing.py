"""asgi.py names no settings, or settings that there are not."""

from tests.diagnosis.evidence import Evidence
from tests.diagnosis.rule import WRITTEN, Cause
from tests.diagnosis.source import Place

EXPLAINS = {"a_server_without_manage_py_can_load_the_application"}
RANK = WRITTEN
HINTS = (
    "Compare asgi.py with manage.py.",
    "Both name the settings. runserver takes those of manage.py and so hides a mistake in "
    "asgi.py; daphne and uvicorn take those of asgi.py.",
    "    os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'mysite.settings')",
)


def match(seen: Evidence) -> Cause | None:
    if "asgi.py names" not in seen.failure.expected:
        return None
    file = seen.asgi_file
    right = seen.settings_module
    todo = f'write "{right}"'
    if "names none" in seen.failure.found:
        line = f'os.environ.setdefault("DJANGO_SETTINGS_MODULE", "{right}")'
        todo = f"add {line} above get_asgi_application()"
    return Cause(
        f"{file} does not name the settings of the project, {right}; runserver hides this, "
        "a real server does not start",
        f"{todo}, as in manage.py",
        Place(file, seen.line_with(file, "DJANGO_SETTINGS_MODULE")),
    )
