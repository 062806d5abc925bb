"""group_send is called and never run."""

from tests.diagnosis.calls import layer_call, not_run, place_of_layer_call
from tests.diagnosis.evidence import Evidence
from tests.diagnosis.rule import DONE, TALK, TWO_PROCESSES, Cause

EXPLAINS = TALK | TWO_PROCESSES
RANK = DONE
HINTS = (
    "Look at the line with group_send.",
    "The methods of a channel layer are coroutines: an async consumer awaits them, a "
    "synchronous one wraps them in async_to_sync.",
    '    await self.channel_layer.group_send(\n        self.room_group_name, {"type": '
    '"chat.message", "message": message}\n    )\n    # in a synchronous consumer\n'
    "    async_to_sync(self.channel_layer.group_send)(...)",
)


def match(seen: Evidence) -> Cause | None:
    why = not_run(seen, "group_send")
    if not why:
        return None
    joined = any(one.joined for one in seen.connections)
    has = ": the group has its members, and no message was sent to it" if joined else ""
    return Cause(
        f"{why}{has}",
        f"write {layer_call(seen, 'group_send')}",
        place_of_layer_call(seen, seen.never_awaited("group_send"), "group_send"),
    )
