"""group_add is called and never run."""

from tests.diagnosis.calls import layer_call, not_run, place_of_layer_call
from tests.diagnosis.evidence import Evidence
from tests.diagnosis.rule import DONE, TALK, TWO_PROCESSES, Cause

EXPLAINS = TALK | TWO_PROCESSES | {"a_closed_tab_leaves_nothing_behind"}
RANK = DONE
HINTS = (
    "Look at the line with group_add.",
    "The methods of a channel layer are coroutines: an async consumer awaits them, a "
    "synchronous one wraps them in async_to_sync.",
    "    await self.channel_layer.group_add(self.room_group_name, self.channel_name)\n"
    "    # in a synchronous consumer\n    async_to_sync(self.channel_layer.group_add)("
    "self.room_group_name, self.channel_name)",
)


def match(seen: Evidence) -> Cause | None:
    why = not_run(seen, "group_add")
    if not why:
        return None
    return Cause(
        f"{why}, so the connection is not in the group",
        f"write {layer_call(seen, 'group_add')}",
        place_of_layer_call(seen, seen.never_awaited("group_add"), "group_add"),
    )
