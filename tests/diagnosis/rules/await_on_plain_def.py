"""Something is awaited that is no coroutine."""

import re

from tests.diagnosis.calls import handler_of
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
    if not error:
        return None
    method = handler_of(seen, error["handling"])
    if "async_generator" in error["text"] and method and not error["places"]:
        return Cause(
            f"{method.name}() has a yield, which makes a generator of it, so it never runs",
            f"drop yield from {method.name}()",
            method.place,
        )
    if not error["places"]:
        return None
    code = error["places"][-1]["code"]
    kind = re.search(r"'?(\w+)'? (?:object )?can't be", error["text"])
    kind = kind[1] if kind else "something else"
    place = seen.place_of(error)
    if wrapped := re.search(r"async_to_sync\(\s*([\w.]+)\s*\)", code):
        return Cause(
            f"async_to_sync is given {wrapped[1]}, which is no coroutine function here",
            f"write {wrapped[1]}(...), without async_to_sync",
            place,
        )
    if kind in {"method", "function"}:
        return Cause(
            f'"{code}" awaits a method that it does not call: the brackets are missing',
            f"write {code}()",
            place,
        )
    if kind in {"SyncToAsync", "DatabaseSyncToAsync"}:
        return Cause(
            f'"{code}" awaits a function: what sync_to_async returns has to be called',
            "write brackets behind it, with the arguments: await sync_to_async(f)(...)",
            place,
        )
    what = "None, which is" if kind == "NoneType" else f"a {kind}, which is"
    return Cause(
        f'"{code}" awaits {what} no coroutine',
        "make the function that it calls an async def, or drop await",
        place,
    )
