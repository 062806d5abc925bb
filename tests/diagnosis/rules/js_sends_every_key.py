"""The page sends at every key that is pressed, and not at Enter alone."""

from tests.diagnosis.evidence import Evidence
from tests.diagnosis.frames import messages_in
from tests.diagnosis.rule import SAID, TALK, Cause

EXPLAINS = TALK
RANK = SAID
HINTS = (
    "Look at the function that is called when a key is pressed.",
    "It is called for every key, and has to ask whether this one is Enter. One = gives a "
    "value, three compare.",
    "    if (e.key === 'Enter') {",
)


def match(seen: Evidence) -> Cause | None:
    for view in seen.views:
        said = messages_in([f for s in view.sockets for f in s["sent"]])
        if len(said) < 3:
            continue
        # What the checks type has several letters: these are its letters, or what the
        # input held after each of them.
        letters = max(map(len, said)) < 2
        grows = len(set(said[:3])) == 3 and said[2].startswith(said[1])
        if letters or (grows and said[1].startswith(said[0])):
            return Cause(
                f"the page sends at every key: {said[:3]}",
                "compare e.key === 'Enter', with three =, before it sends",
                seen.page_place(r"\.key(Code)?\b", r"onkey|addEventListener\(.key"),
            )
    return None
