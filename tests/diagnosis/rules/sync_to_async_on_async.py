"""sync_to_async is given an async function, which can be awaited as it is."""

import re

from tests.diagnosis.evidence import Evidence
from tests.diagnosis.rule import SAID, SOCKETS, Cause

EXPLAINS = SOCKETS
RANK = SAID
HINTS = (
    "Look at what sync_to_async is given in the line that is named.",
    "sync_to_async runs a synchronous function on a thread. The methods of a channel layer "
    "are async already, and so are those of an async consumer.",
    "    await self.channel_layer.group_send(...)",
)
GIVEN = re.compile(r"(?:database_)?sync_to_async\(\s*([\w.]+)")


def match(seen: Evidence) -> Cause | None:
    error = seen.error_like("sync_to_async can only be applied to sync functions")
    if not error:
        return None
    code = error["places"][-1]["code"] if error["places"] else ""
    given = GIVEN.search(code)
    name = given[1] if given else "the function"
    return Cause(
        f"{name} is async, and sync_to_async takes synchronous functions only",
        f"write await {name}(...)" if given else "await it without sync_to_async",
        seen.place_of(error),
    )
