"""The page asks for wss:// where the page itself came by http."""

from urllib.parse import urlsplit

from tests.diagnosis.evidence import Evidence
from tests.diagnosis.rule import PAGE_SOCKET, SAID, TALK, Cause

EXPLAINS = PAGE_SOCKET | TALK
RANK = SAID
HINTS = (
    "Look at the address in new WebSocket( in the page's script.",
    "wss:// is for pages that came by https. runserver speaks http alone, and so ws://.",
    "    const scheme = location.protocol === 'https:' ? 'wss' : 'ws';",
)


def match(seen: Evidence) -> Cause | None:
    for view in seen.views:
        for socket in view.sockets:
            url = urlsplit(socket["url"])
            if url.scheme == "wss" and socket["state"] != "open":
                return Cause(
                    f"the page opens wss://{url.netloc}/..., and runserver speaks no TLS: "
                    "the page came by http",
                    "choose the scheme from location.protocol: wss for 'https:', ws "
                    "otherwise",
                    seen.page_place(r"wss://", r"wss"),
                )
    return None
