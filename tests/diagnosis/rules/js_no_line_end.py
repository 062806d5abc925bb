"""The page adds messages to the log without a line end."""

from tests.diagnosis.evidence import Evidence
from tests.diagnosis.frames import messages_in
from tests.diagnosis.rule import DONE, TALK, Cause

EXPLAINS = TALK
RANK = DONE
HINTS = (
    "Look at what onmessage adds to the log.",
    "Each message is a line of its own: it ends with '\\n'.",
    "    document.querySelector('#chat-log').value += (data.message + '\\n');",
)


def match(seen: Evidence) -> Cause | None:
    for view in seen.views:
        said = messages_in([f for s in view.sockets for f in s["received"]])
        if said and view.log == "".join(said):
            inner = seen.page_place(r"[lL]og\b.*\.inner(Text|HTML)\s*\+?=")
            if inner.line:
                return Cause(
                    "the page writes into what is inside of the log's element, where a line "
                    "end becomes a <br>: what a textarea shows is its value",
                    "change .value of #chat-log",
                    inner,
                )
            return Cause(
                "the page got every message and puts them in the log without a line end",
                "add '\\n' behind each message",
                seen.page_place(r"value\s*\+=", r"chat-log"),
            )
    return None
