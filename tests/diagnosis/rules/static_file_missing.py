"""The browser gets no answer for a file that the page loads."""

import re
from urllib.parse import urlsplit

from tests.diagnosis.evidence import Evidence, near
from tests.diagnosis.rule import PAGE_SOCKET, TALK, WRITTEN, Cause
from tests.diagnosis.source import Place

EXPLAINS = PAGE_SOCKET | TALK
RANK = WRITTEN
HINTS = (
    "Compare the name in {% static %} with the folders below static/.",
    "Files of the app chat are in chat/static/, and their names begin below that: "
    "chat/static/chat/room.js is chat/room.js. runserver serves them while DEBUG is on.",
    "    {% load static %}\n    <script src=\"{% static 'chat/room.js' %}\"></script>",
)


def match(seen: Evidence) -> Cause | None:
    view = seen.page
    if not view or view.sockets:
        return None
    lost = [e.split()[-1] for e in view.errors if e.startswith("cannot load")]
    scripts = [url for url in lost if url.endswith(".js")]
    for url in scripts:
        return explain(seen, urlsplit(url).path)
    return None


def explain(seen: Evidence, path: str) -> Cause:
    base = path.rpartition("/")[2]
    said = f"the browser cannot load {path}"
    asks = seen.page_place(rf"(src|static).*{re.escape(base)}")
    settings = seen.settings_file
    static = "/" + str(seen.settings.get("STATIC_URL") or "static/").strip("/") + "/"
    files = [file for file in seen.files if file.endswith(f"/{base}")]
    if not path.startswith(static):
        return Cause(
            f"{said}: it is not below {static}",
            f"write {{% static 'chat/{base}' %}} for its address",
            asks,
        )
    name = path.removeprefix(static)
    if any(file.endswith(f"/static/{name}") for file in files):
        if "django.contrib.staticfiles" not in seen.settings.get("INSTALLED_APPS", ()):
            return Cause(
                f"{said}: 'django.contrib.staticfiles' is not in INSTALLED_APPS",
                "add 'django.contrib.staticfiles'",
                Place(settings, seen.line_with(settings, "INSTALLED_APPS")),
            )
        if not seen.settings.get("DEBUG", True):
            return Cause(
                f"{said}: DEBUG is off, and runserver serves static files only while it "
                "is on",
                "set DEBUG = True while you learn",
                Place(settings, seen.line_with(settings, "DEBUG =", "DEBUG=")),
            )
    if files and "/static/" not in f"/{files[0]}":
        return Cause(
            f"{said}: the file is {files[0]}, and no folder in that is called static",
            f"move it to chat/static/{name}",
            Place(files[0]),
        )
    if files:
        inside = files[0].partition("static/")[2]
        return Cause(
            f"{said}: the file is {files[0]}",
            f"write {{% static '{inside}' %}}, or move it to chat/static/{name}",
            asks,
        )
    others = [file for file in seen.files if file.endswith(".js")]
    other = near(name, [file.partition("static/")[2] for file in others], 0.7)
    has = f"; there is {other}" if other else ""
    return Cause(
        f"{said}: there is no such file{has}",
        f"write {{% static '{other}' %}}" if other else f"make chat/static/{name}",
        asks,
    )
