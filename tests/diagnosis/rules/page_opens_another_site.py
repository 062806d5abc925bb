"""The page opens a WebSocket on another computer or port."""

from urllib.parse import urlsplit

from tests.diagnosis.evidence import Evidence
from tests.diagnosis.rule import DONE, PAGE_SOCKET, TALK, Cause

EXPLAINS = PAGE_SOCKET | TALK
RANK = DONE
HINTS = (
    "Look at the address in new WebSocket( in the page's script.",
    "The host and the port are those of the page: window.location.host has both.",
    "    'ws://' + window.location.host + '/ws/chat/' + roomName + '/'",
)


def match(seen: Evidence) -> Cause | None:
    view = seen.page
    if not view or not view.sockets or view.connected or seen.connections:
        return None
    url = urlsplit(view.sockets[-1]["url"])
    if f"//{url.netloc}/" in seen.log:
        return None  # it is the right one: runserver has printed it
    return Cause(
        f"the page opens a WebSocket at {url.netloc}, which is not where it came from",
        "use window.location.host, which has the host and the port of the page",
        seen.page_place(
            r"location\.hostname", url.netloc, r"new WebSocket\(", r"wss?://"
        ),
    )
