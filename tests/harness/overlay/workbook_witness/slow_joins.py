"""A Redis that is far away, for a check that asks for it: to join a group takes long."""

import asyncio


def slow_down_joins(seconds):
    """Let a channel layer wait this long before it joins a group, and once more after."""
    from channels.layers import ChannelLayerManager

    original_make = ChannelLayerManager.make_backend

    def make_backend(self, name):
        layer = original_make(self, name)
        join = layer.group_add

        async def group_add(*args, **kwargs):
            await asyncio.sleep(seconds)
            await join(*args, **kwargs)
            await asyncio.sleep(seconds)

        layer.group_add = group_add
        return layer

    ChannelLayerManager.make_backend = make_backend
