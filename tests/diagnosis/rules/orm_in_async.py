"""The database is asked from the event loop."""

from tests.diagnosis.evidence import Evidence
from tests.diagnosis.rule import SAID, SOCKETS, Cause

EXPLAINS = SOCKETS
RANK = SAID
HINTS = (
    "Look at the line that asks the database.",
    "Django refuses to wait for the database on the event loop. Its methods whose names "
    "begin with a can be awaited; database_sync_to_async runs the rest on a thread.",
    "    number = await User.objects.acount()",
)


def match(seen: Evidence) -> Cause | None:
    error = next(
        (e for e in seen.errors if e["error"] == "SynchronousOnlyOperation"), None
    )
    if not error:
        return None
    code = f': "{error["places"][-1]["code"]}"' if error["places"] else ""
    return Cause(
        f"an async handler asks the database and holds up the event loop{code}",
        "use the ORM's async methods, as await ...acount(), or database_sync_to_async",
        seen.place_of(error),
    )
