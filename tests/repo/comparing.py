"""What the tests of nox -s diff share: how files are edited, and changes read."""

CONSUMERS, SETTINGS, VIEWS = "chat/consumers.py", "mysite/settings.py", "chat/views.py"
ASGI, ROOM, ROOM_JS = (
    "mysite/asgi.py",
    "chat/templates/chat/room.html",
    "chat/static/chat/room.js",
)


def edit(folder, name, before, after):
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert before in text, f"{name} has no {before!r}"
    path.write_text(text.replace(before, after), encoding="utf-8")


def names_of(changes):
    return [change.name for change in changes]


def signed_lines(change):
    return [line for line in change.diff[2:] if line.startswith(("+", "-"))]
