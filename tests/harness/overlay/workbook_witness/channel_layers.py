"""What is asked of a channel layer, and from where."""

import sys
from contextvars import ContextVar

from .notes import connection, handling, places_of_call, tell

in_layer = ContextVar("in_layer", default=False)
aliases = {}  # id of a channel layer: its name in the settings
FIRST_ARGUMENT = {
    "group_add": "group",
    "group_discard": "group",
    "group_send": "group",
    "send": "channel",
}
SECOND_ARGUMENT = {
    "group_add": "channel",
    "group_discard": "channel",
    "group_send": "message",
    "send": "message",
}
KINDS = {"send": "channel_send"}


def watch_channel_layers():
    """Tell of every call of every channel layer that the project makes."""
    from channels.layers import ChannelLayerManager, InMemoryChannelLayer

    original_make = ChannelLayerManager.make_backend

    def make_backend(self, name):
        layer = original_make(self, name)
        aliases[id(layer)] = name
        if not isinstance(layer, InMemoryChannelLayer):
            for operation in SECOND_ARGUMENT:
                watch_operation(layer, operation)
        return layer

    ChannelLayerManager.make_backend = make_backend

    original_init = InMemoryChannelLayer.__init__

    def __init__(self, *args, **kwargs):  # noqa: N807, it takes its place
        original_init(self, *args, **kwargs)
        for operation in SECOND_ARGUMENT:
            watch_operation(self, operation)

    InMemoryChannelLayer.__init__ = __init__


def watch_operation(layer, operation):
    """Tell of each call when it runs, with the place of the call."""
    from asgiref.sync import markcoroutinefunction

    original = getattr(layer, operation)
    first, second = FIRST_ARGUMENT[operation], SECOND_ARGUMENT[operation]

    kind = KINDS.get(operation, operation)

    async def run(facts, args, kwargs):
        tell(kind, **facts)
        token = in_layer.set(True)
        try:
            return await original(*args, **kwargs)
        finally:
            in_layer.reset(token)

    # No async def: that would not know who calls it in a synchronous consumer.
    def watched(*args, **kwargs):
        if in_layer.get():  # the layer calls itself
            return original(*args, **kwargs)
        given = {**dict(zip((first, second), args)), **kwargs}  # noqa: B905
        message = given.get("message")
        fields = message if isinstance(message, dict) else {}
        facts = {
            "connection": connection.get(),
            "handling": handling.get(),
            "layer": aliases.get(id(layer)),
            "group": given.get("group"),
            "channel": given.get("channel"),
            "message": type(message).__name__,
            "type": fields.get("type"),
            "keys": sorted(map(str, fields)),
            "places": places_of_call(sys._getframe(1)),
        }
        coroutine = run(facts, args, kwargs)
        coroutine.__qualname__ = f"{type(layer).__name__}.{kind}"
        return coroutine

    setattr(layer, operation, markcoroutinefunction(watched))
