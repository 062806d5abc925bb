"""The log shows more, or something else, than the messages."""

from tests.diagnosis.evidence import Evidence
from tests.diagnosis.frames import messages_in
from tests.diagnosis.page_script import script_errors
from tests.diagnosis.rule import MARKUP, PLAIN, TALK, Cause

EXPLAINS = TALK | MARKUP
RANK = PLAIN
HINTS = (
    "Compare what the log shows with the frames in the browser's network view (F12).",
    "The log has each message as a line of its own, and nothing else.",
    "    document.querySelector('#chat-log').value += (data.message + '\\n');",
)

LOG_CHANGES = r"[lL]og\b.*\.(value|textContent|innerText|innerHTML)\s*\+?=[^=]"


def match(seen: Evidence) -> Cause | None:
    if script_errors(seen):
        return None  # the script stops, and another rule says with what
    for view in seen.views:
        said = messages_in([f for s in view.sockets for f in s["received"]])
        if (
            said
            and view.log is not None
            and view.messages != "\n".join(said).splitlines()
        ):
            if len(said) > 1 and view.messages == said[::-1]:
                return Cause(
                    "the page puts each new message above the others",
                    "add it at the end of the log",
                    seen.page_place(LOG_CHANGES),
                )
            if [line.removesuffix("/n") for line in said_lines(view)] == said:
                return Cause(
                    "the page ends each message with /n, which is a slash and an n",
                    "write '\\n', with a backslash",
                    seen.page_place(r"""["'`]/n["'`]"""),
                )
            return Cause(
                f"the page got {said[:3]} and its log shows {view.messages[:3]}",
                "let onmessage add each message and '\\n' to the log, and nothing else",
                seen.page_place(LOG_CHANGES, r"onmessage", r"chat-log"),
            )
    return None


def said_lines(view) -> list[str]:
    """Return what the log shows, cut behind each /n."""
    return [f"{part}/n" for part in (view.log or "").split("/n") if part]
