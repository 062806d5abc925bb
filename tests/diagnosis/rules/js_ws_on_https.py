"""The page asks for ws:// also where it came by https."""

from tests.diagnosis.evidence import Evidence
from tests.diagnosis.rule import DONE, Cause

EXPLAINS = {"the_page_works_on_an_https_site"}
RANK = DONE
HINTS = (
    "Look at the address in new WebSocket( in the page's script.",
    "A browser refuses ws:// on a page that came by https. The scheme has to follow the page.",
    "    const scheme = location.protocol === 'https:' ? 'wss' : 'ws';",
)


def match(seen: Evidence) -> Cause | None:
    found = seen.search(r"""["'`]ws://""", seen.page_files)
    if not found:
        return None
    return Cause(
        "on an https page the browser refuses ws://, which is written into the page",
        "choose the scheme from location.protocol: wss on an https page, ws otherwise",
        seen.page_place(r"""["'`]ws://"""),
    )
