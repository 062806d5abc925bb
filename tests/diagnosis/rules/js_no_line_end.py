"""The page adds messages to the log without a line end."""

from tests.diagnosis.evidence import Evidence
from tests.diagnosis.frames import content
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
        frames = [f for s in view.sockets for f in s["received"]]
        said = [
            content(f).get("message") for f in frames if isinstance(content(f), dict)
        ]
        if (
            said
            and all(isinstance(one, str) for one in said)
            and view.log == "".join(said)
        ):
            return Cause(
                "the page got every message and puts them in the log without a line end",
                "add '\\n' behind each message",
                seen.page_place(r"value\s*\+=", r"chat-log"),
            )
    return None
