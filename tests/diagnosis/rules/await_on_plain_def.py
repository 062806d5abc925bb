"""Something is awaited that is no coroutine."""

from tests.diagnosis.evidence import Evidence
from tests.diagnosis.rule import SOCKETS, WRITTEN, Cause

EXPLAINS = SOCKETS
RANK = WRITTEN
HINTS = (
    "Look at the line with await that is named.",
    "Only what an async def returns can be awaited.",
    "    async def join(self):   # so that await self.join() works",
)


def match(seen: Evidence) -> Cause | None:
    error = seen.error_like("can't be used in 'await' expression", "can't be awaited")
    if not error or not error["places"]:
        return None
    code = error["places"][-1]["code"]
    return Cause(
        f'"{code}" awaits something that is no coroutine ({error["text"]})',
        "make the function that it calls an async def, or drop await",
        seen.place_of(error),
    )
