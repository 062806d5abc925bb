"""The page asks for ws:// also where it came by https."""

from tests.diagnosis.evidence import Evidence
from tests.diagnosis.rule import DONE, Cause
from tests.diagnosis.source import Place

EXPLAINS = {"the_page_works_on_an_https_site"}
RANK = DONE
HINTS = (
    "Look at the address in new WebSocket( in the page's script.",
    "A browser refuses ws:// on a page that came by https. The scheme has to follow the page.",
    "    const scheme = location.protocol === 'https:' ? 'wss' : 'ws';",
)

WRITTEN_IN = r"""["'`](ws|http):/"""


def match(seen: Evidence) -> Cause | None:
    for file, line, found in seen.search(WRITTEN_IN, seen.page_files):
        return Cause(
            f"on an https page the browser refuses {found[1]}:, which is written into the "
            "page",
            "choose the scheme from location.protocol: wss on an https page, ws otherwise",
            Place(file, line),
        )
    return None
