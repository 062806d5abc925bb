"""How the channel layer is called from a consumer: as code, where, and why it did not run."""

from tests.diagnosis.evidence import Evidence, near
from tests.diagnosis.source import Method, Place


def layer_call(seen: Evidence, operation: str, arguments: str = "...") -> str:
    """Return the call as it is written in this consumer, async or not."""
    call = f"self.channel_layer.{operation}"
    if seen.consumer and seen.consumer.is_async:
        return f"await {call}({arguments})"
    return f"async_to_sync({call})({arguments})"


def not_run(seen: Evidence, operation: str) -> str | None:
    """Return why a call did not run although it is there; None if that is not known."""
    if not seen.never_awaited(operation):
        return None
    if seen.consumer and seen.consumer.is_async:
        return f"{operation} was never awaited"
    return (
        f"{operation} was called but never run: in a synchronous consumer the call alone \
only makes a coroutine"
    )


def place_of_layer_call(seen: Evidence, event: dict, *names: str) -> Place | None:
    """Return where an operation of the channel layer was called.

    Where nobody saw that, it is the first call of this name that is written.
    """
    kind = event.get("kind")
    names = names or (str(kind),)
    if event.get("places"):
        # Those of a coroutine begin with the innermost one, see events.py.
        return (
            seen.place_of_call(event)
            if kind == "never awaited"
            else seen.place_of(event)
        )
    if not seen.consumer:
        return None
    for method, call in seen.consumer.calls(*names):
        return method.at(call.line)
    for method in seen.consumer.defined:
        if lines := method.lines_with(*names):
            return method.at(lines[0])
    return None


def skipped_method(seen: Evidence, *operations: str) -> Method | None:
    """Return a method that calls one of these, and which nobody awaited."""
    if not seen.consumer:
        return None
    skipped = {event["what"].rpartition(".")[2] for event in seen.coroutines_not_run}
    for name in skipped & set(seen.consumer.methods):
        method = seen.consumer.methods[name]
        if any(call.name in operations for call in method.calls):
            return method
    return None


CALLED_BY_CHANNELS = {
    *("connect", "receive", "disconnect", "receive_json", "__init__"),
    *("websocket_connect", "websocket_receive", "websocket_disconnect"),
}


def not_reached(seen: Evidence, operation: str) -> tuple[str, str, Place] | None:
    """Return why a call that is written did not run, what to do, and where it is.

    None where there is no such call.
    """
    consumer = seen.consumer
    if not consumer:
        return None
    for method, call in consumer.calls(operation):
        handles = {str(event["type"]).replace(".", "_") for event in dispatched(seen)}
        if method.name in CALLED_BY_CHANNELS | handles or consumer.calls(method.name):
            return (
                f"{method.name}() did not come to its {operation}",
                "see which if, return, raise or except is in the way",
                method.at(call.line),
            )
        missing = {"connect", "disconnect", "receive"} - set(consumer.methods)
        if wanted := near(method.name, missing, 0.6):
            return (
                f"{method.name}() has {operation}, and nobody calls a method of that name",
                f"name it {wanted}, which Channels calls",
                method.place,
            )
        return (
            f"{method.name}() has {operation}, and nobody calls {method.name}()",
            f"call self.{method.name}(...) where that has to be done",
            method.at(call.line),
        )
    for method in consumer.covered:
        for call in method.calls:
            if call.name == operation:
                own = consumer.methods[method.name]
                calls_super = any(one.name == method.name for one in own.calls)
                return (
                    f"{method.class_name}.{method.name}() has {operation}, and "
                    f"{own.class_name}.{method.name}() takes its place",
                    f"name {method.class_name} first in the brackets of the class, before "
                    "the consumer of Channels"
                    if calls_super
                    else f"call super().{method.name}() there",
                    method.at(call.line),
                )
    return None


def dispatched(seen: Evidence) -> list[dict]:
    return [event for one in seen.connections for event in one.of("dispatch")]


def handler_of(seen: Evidence, kind: str | None) -> Method | None:
    """Return the consumer's method that handles what was called ``kind``, or None."""
    if not kind:
        return None
    name = kind.replace(".", "_")
    if kind.startswith("websocket."):
        name = kind.removeprefix("websocket.")
        if name == "receive":
            return seen.method("receive", "receive_json", "websocket_receive")
        return seen.method(name, f"websocket_{name}")
    return seen.method(name)


def spoken_name(seen: Evidence, kind: str | None) -> str:
    """Return what to call the handler in a sentence: "receive()"."""
    method = handler_of(seen, kind)
    return f"{method.name}()" if method else "the consumer"
