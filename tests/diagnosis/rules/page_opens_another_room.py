"""The WebSocket that the page opens is not that of its room."""

from urllib.parse import unquote, urlsplit

from tests.diagnosis.evidence import Evidence
from tests.diagnosis.rule import PAGE_SOCKET, SAID, TALK, Cause
from tests.diagnosis.source import Place

EXPLAINS = PAGE_SOCKET | TALK
RANK = SAID
HINTS = (
    "Look in the browser's network view (F12) at the address that the page opens.",
    "The name of the room comes from the view to the template, from there to the script by "
    "json_script, and from there into the address.",
    '    return render(request, "chat/room.html", {"room_name": room_name})\n\n'
    '    {{ room_name|json_script:"room-name" }}\n\n'
    "    const roomName = JSON.parse(document.getElementById('room-name').textContent);\n"
    "    '/ws/chat/' + roomName + '/'",
)


def match(seen: Evidence) -> Cause | None:
    for view in seen.views:
        for socket in view.sockets:
            path = unquote(urlsplit(socket["url"]).path)
            if "/ws/" in path and not any(f"/{room}" in path for room in seen.rooms):
                return explain(seen, path)
            if "${" in path:
                return explain(seen, path)
    return None


def explain(seen: Evidence, path: str) -> Cause | None:
    if not seen.rooms:
        return None
    opens = f"the page opens {path}"
    script = seen.page_place(r"location\.host", r"new WebSocket\(")
    if "${" in path:
        place = seen.page_place(r"""["'][^"'`]*\$\{""")
        return Cause(
            f"{opens}: ${{...}} is only filled in between backticks",
            "write `...`, not quotes, around the address",
            place if place.line else script,
        )
    if '"' in path:
        return Cause(
            f"{opens}, with quotes: what json_script writes is JSON, and was not parsed",
            "write JSON.parse(...textContent) for the name of the room",
            seen.page_place(r"textContent|innerText|innerHTML|\.text\b"),
        )
    if path.endswith("//"):
        view = seen.search(r"def room\b", (".py",))
        files = [file for file, _, _ in view]
        place = None
        if files:
            line = last_render(seen, files[0])
            place = Place(files[0], line or view[0][1])
        return Cause(
            f"{opens}, without a room: the template gets no room_name from its view",
            'give it one: render(request, "chat/room.html", {"room_name": room_name})',
            place,
        )
    if "undefined" in path or "null" in path or "object" in path:
        return Cause(
            f"{opens}: the script has no name of a room there",
            "read it: JSON.parse(document.getElementById('room-name').textContent)",
            seen.page_place(r"room-name", r"roomName\s*="),
        )
    if "roomName" in path or "room_name" in path:
        return Cause(
            f"{opens}, the same for every room: the name of the variable stands in quotes",
            "write '/ws/chat/' + roomName + '/', the name outside of the quotes",
            script
            if seen.page_place(r"/roomName|[\"']roomName").line is None
            else seen.page_place(r"/roomName|[\"']roomName"),
        )
    return Cause(
        f"{opens}, which is not the address of its room, /ws/chat/ROOM/",
        "let the page open '/ws/chat/' + roomName + '/'",
        script,
    )


def last_render(seen: Evidence, file: str) -> int | None:
    """Return the last line of a file that renders the page of a room."""
    lines = seen.text(file).splitlines()
    found = [
        n for n, line in enumerate(lines, 1) if "render(" in line and "room" in line
    ]
    return found[-1] if found else None
