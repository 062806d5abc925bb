"""The database is asked from the event loop."""

from tests.diagnosis.evidence import Evidence
from tests.diagnosis.rule import BLOCKING, SAID, SOCKETS, Cause

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
        return allowed(seen)
    code = f': "{error["places"][-1]["code"]}"' if error["places"] else ""
    return Cause(
        f"an async handler asks the database and holds up the event loop{code}",
        "use the ORM's async methods, as await ...acount(), or database_sync_to_async",
        seen.place_of(error),
    )


def allowed(seen: Evidence) -> Cause | None:
    """Return the cause where Django was told to let queries run on the event loop."""
    told = seen.events_of("query on the loop") if seen.check in BLOCKING else []
    if not told:
        return None
    return Cause(
        f'"{told[0]["places"][-1]["code"]}" asks the database and holds up the event loop; '
        "Django would refuse it, were DJANGO_ALLOW_ASYNC_UNSAFE not set",
        "take that variable away, and await ...acount() or database_sync_to_async",
        seen.place_of(told[0]),
    )
