"""How the channel layer is called from a consumer, as code."""

from tests.diagnosis.evidence import Evidence


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
