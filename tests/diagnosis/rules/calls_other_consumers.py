"""A consumer sends to other tabs by calling their consumers, without a group."""

from tests.diagnosis.calls import layer_call
from tests.diagnosis.evidence import Evidence
from tests.diagnosis.rule import CLEAN_UP, DONE, MARKUP, TALK, TWO_PROCESSES, Cause

EXPLAINS = TALK | TWO_PROCESSES | CLEAN_UP | MARKUP
RANK = DONE
HINTS = (
    "Look for a list or dict of consumers, and for a loop over it.",
    "A list in the module or on the class is known to one process only. From stage 2 on a "
    "group does that, in Redis, for all processes; in stage 1 each tab hears only itself.",
    "    async_to_sync(self.channel_layer.group_send)(   # stage 3: await ...group_send(\n"
    '        self.room_group_name, {"type": "chat.message", "message": message}\n    )',
)


def match(seen: Evidence) -> Cause | None:
    if any(one.of("group_send") for one in seen.talking):
        return None
    for event in seen.events_of("sent"):
        by = event["by"]
        if event["type"] != "websocket.send" or by in (None, event["connection"]):
            continue
        calls = [e for e in seen.events_of("send") if e["connection"] == by]
        places = [e for e in calls if e["type"] == "websocket.send" and e["places"]]
        what = "a handler sends to other tabs by calling their consumers directly"
        if seen.step == 1:
            return Cause(
                f"{what}, and in this stage a message comes back to its own tab only",
                "send with self.send(...), and to nobody else",
                outer_place(seen, places),
            )
        return Cause(
            f"{what}: it reaches only those in the same process",
            f"join a group in connect(), and write {layer_call(seen, 'group_send')}",
            outer_place(seen, places),
        )
    return None


def outer_place(seen: Evidence, calls: list[dict]):
    """Return where the handler that runs calls another consumer."""
    return seen.place_of({"places": calls[0]["places"][:1]}) if calls else None
