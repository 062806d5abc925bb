"""self.send() is called and never awaited."""

from tests.diagnosis.calls import place_of_layer_call
from tests.diagnosis.evidence import Evidence
from tests.diagnosis.rule import DONE, TALK, TWO_PROCESSES, Cause

EXPLAINS = TALK | TWO_PROCESSES | {"a_bad_frame_is_answered_and_the_socket_kept"}
RANK = DONE
HINTS = (
    "Look at the lines with self.send().",
    "In an async consumer send() is a coroutine: without await nothing is sent.",
    "    await self.send(text_data=...)",
)


def match(seen: Evidence) -> Cause | None:
    event = seen.never_awaited("send", "send_json")
    if not event:
        return None
    name = event["what"].rpartition(".")[2]
    place = place_of_layer_call(seen, event, name)
    method = seen.method_at(event["places"][0]) if event["places"] else None
    where = f" in {method.name}()" if method else ""
    return Cause(
        f"self.{name}() was never awaited{where}, so nothing is sent to the browser",
        f"write await self.{name}(...)",
        place,
    )
