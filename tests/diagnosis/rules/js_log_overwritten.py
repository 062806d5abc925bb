"""Each message takes the place of the one before in the log."""

from tests.diagnosis.evidence import Evidence
from tests.diagnosis.frames import messages_in
from tests.diagnosis.rule import DONE, TALK, Cause

EXPLAINS = TALK
RANK = DONE
HINTS = (
    "Look at what onmessage does with the log.",
    "= replaces what is there, += adds to it.",
    "    document.querySelector('#chat-log').value += (data.message + '\\n');",
)


def match(seen: Evidence) -> Cause | None:
    for view in seen.views:
        said = messages_in([f for s in view.sockets for f in s["received"]])
        if (
            len(set(said)) > 1
            and len(view.messages) == 1
            and view.messages[0] == said[-1]
        ):
            return Cause(
                "the page got every message and shows the last one only: it replaces the "
                "log's text",
                "append with +=",
                seen.page_place(
                    r"[lL]og\W{0,4}\.(value|textContent|innerHTML|innerText)\s*=[^=]",
                    r"(value|textContent|innerHTML|innerText)\s*=[^=]",
                    r"chat-log",
                ),
            )
    return None
