"""The log shows more, or something else, than the messages."""

from tests.diagnosis.evidence import Evidence
from tests.diagnosis.frames import content
from tests.diagnosis.rule import MARKUP, PLAIN, TALK, Cause

EXPLAINS = TALK | MARKUP
RANK = PLAIN
HINTS = (
    "Compare what the log shows with the frames in the browser's network view (F12).",
    "The log has each message as a line of its own, and nothing else.",
    "    document.querySelector('#chat-log').value += (data.message + '\\n');",
)


def match(seen: Evidence) -> Cause | None:
    for view in seen.views:
        frames = [f for s in view.sockets for f in s["received"]]
        said = [
            content(f).get("message") for f in frames if isinstance(content(f), dict)
        ]
        said = [one for one in said if isinstance(one, str)]
        if (
            said
            and view.log is not None
            and view.messages != "\n".join(said).splitlines()
        ):
            return Cause(
                f"the page got {said[:3]} and its log shows {view.messages[:3]}",
                "let onmessage add each message and '\\n' to the log, and nothing else",
                seen.page_place(r"onmessage", r"chat-log"),
            )
    return None
