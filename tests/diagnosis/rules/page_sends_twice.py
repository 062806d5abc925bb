"""The page sends the same message twice."""

from itertools import pairwise

from tests.diagnosis.evidence import Evidence
from tests.diagnosis.frames import messages_in
from tests.diagnosis.rule import SAID, TALK, Cause

EXPLAINS = TALK
RANK = SAID
HINTS = (
    "Count the send() that run when somebody presses Enter.",
    "Two handlers may hear the same key or click: onkeyup and onsubmit, onclick and "
    "addEventListener. One of them is enough.",
    "    // Enter clicks the button, and only the button sends\n"
    "    document.querySelector('#chat-message-submit').click();",
)


def match(seen: Evidence) -> Cause | None:
    for view in seen.views:
        for socket in view.sockets:
            said = messages_in(socket["sent"])
            again = [a for a, b in pairwise(said) if a == b and a]
            if again:
                return Cause(
                    f'the page sends "{again[0]}" twice, when it was typed once',
                    "let one handler send: Enter clicks the button, the button sends",
                    seen.page_place(r"\.send\(", r"onkeyup|onclick|onsubmit"),
                )
    return None
