"""group_discard is called and never run."""

from tests.diagnosis.calls import layer_call, not_run, place_of_layer_call
from tests.diagnosis.evidence import Evidence
from tests.diagnosis.rule import CLEAN_UP, DONE, Cause

EXPLAINS = CLEAN_UP
RANK = DONE
HINTS = (
    "Look at the line with group_discard.",
    "The methods of a channel layer are coroutines: an async consumer awaits them, a "
    "synchronous one wraps them in async_to_sync.",
    "    await self.channel_layer.group_discard(self.room_group_name, self.channel_name)",
)


def match(seen: Evidence) -> Cause | None:
    why = not_run(seen, "group_discard")
    if not why:
        return None
    return Cause(
        f"{why}, so the closed tab's channel stays in the group",
        f"write {layer_call(seen, 'group_discard')}",
        place_of_layer_call(seen, seen.never_awaited("group_discard"), "group_discard"),
    )
