"""The page does not connect again when it has lost the server."""

from tests.diagnosis.evidence import Evidence
from tests.diagnosis.rule import DONE, Cause

EXPLAINS = {
    "what_was_typed_while_the_server_was_down_comes_back",
    "what_was_typed_while_the_server_was_down_arrives_in_both_tabs",
    "without_Redis_the_page_says_so_and_works_when_it_is_back",
}
RANK = DONE
HINTS = (
    "Look at onclose in the page's script.",
    "A server restarts with every release, a phone changes its network. The page has to open "
    "a new WebSocket after a while, and to keep what was typed meanwhile.",
    "    socket.onclose = () => setTimeout(connect, 1000);",
)


def match(seen: Evidence) -> Cause | None:
    if "reconnects" in seen.failure.expected or "connects" in seen.failure.expected:
        return Cause(
            "the page opens its WebSocket once and not again",
            "open a new one in onclose, after a while, and send what waits then",
            seen.page_place(r"onclose", r"new WebSocket\("),
        )
    return None
