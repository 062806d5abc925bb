"""What consumers are sent, what they send, and what they raise."""

import asyncio
import sys
import threading
import time

from . import channel_layers
from .coroutines import remember_origins
from .notes import (
    connection,
    handling,
    places_of_call,
    since,
    tell,
    tell_error,
    their_places,
)
from .waiting import BLOCKED_AFTER, SLOW_AFTER, watch_worker_threads

told = {}  # connection: the error that was told already


def watch_consumers():
    """Tell what consumers are sent, what they send, and what they do with the layer."""
    import channels.consumer

    original_name = channels.consumer.get_handler_name

    def get_handler_name(message):
        remember_origins()  # handlers of a synchronous consumer have another thread
        handling.set(message.get("type"))
        tell("dispatch", connection=connection.get(), type=message.get("type"))
        return original_name(message)

    channels.consumer.get_handler_name = get_handler_name
    watch_handlers(channels.consumer)
    watch_worker_threads()
    for consumer_class in (
        channels.consumer.AsyncConsumer,
        channels.consumer.SyncConsumer,
    ):
        watch_sending(consumer_class)
        watch_handling(consumer_class)


def watch_handlers(module):
    """Tell what a handler raises, at once, and where it is when it waits for long."""
    from channels.exceptions import StopConsumer

    original = module.await_many_dispatch
    waiting = {}  # task: since when, and what is told with it

    async def await_many_dispatch(callables, dispatch):
        number = connection.get()

        async def watched_dispatch(message):
            remember_origins()
            kind = message.get("type") if isinstance(message, dict) else None
            task = asyncio.current_task()
            waiting[task] = time.monotonic(), {"connection": number, "handling": kind}
            try:
                await dispatch(message)
            except StopConsumer:
                tell("stopped", connection=number, handling=kind)
                raise
            except Exception as error:
                # The end of the consumer may come seconds later: it waits for its layer.
                told[number] = error
                tell_error("consumer error", error, connection=number, handling=kind)
                raise
            finally:
                waiting.pop(task, None)

        await original(callables, watched_dispatch)

    module.await_many_dispatch = await_many_dispatch

    def look():
        while True:
            time.sleep(BLOCKED_AFTER)
            for task, (since_when, facts) in list(waiting.items()):
                if since(since_when) > SLOW_AFTER:
                    places = places_of_coroutine(task.get_coro())
                    if places and waiting.pop(task, None):
                        tell("waits", places=places, **facts)

    threading.Thread(target=look, daemon=True).start()


def places_of_coroutine(coroutine):
    """Return where in the project a coroutine waits, outermost first."""
    frames = []
    while frame := getattr(coroutine, "cr_frame", None):
        code = frame.f_code
        if coroutine.cr_running:
            return []  # it works, see watch_loop()
        if code.co_filename == channel_layers.__file__ and code.co_name == "run":
            return []  # it waits for the channel layer, see watch_operation()
        frames.append((code.co_filename, frame.f_lineno, code.co_name))
        coroutine = coroutine.cr_await
    return their_places(frames)


def watch_handling(consumer_class):
    """Tell when a handler has ended, however it did."""
    original = consumer_class.__dict__["dispatch"]

    async def dispatch(self, message):
        try:
            await original.__get__(self, type(self))(message)
        finally:
            tell("handled", connection=connection.get(), type=message.get("type"))

    consumer_class.dispatch = dispatch


def watch_sending(consumer_class):
    original = consumer_class.send

    def send(self, message):
        try:
            asyncio.get_running_loop()
            where = "event loop"
        except RuntimeError:
            where = "worker thread"
        # Channels has consumers of its own, which refuse what comes from other sites.
        if not type(self).__module__.startswith("channels."):
            tell(
                "send",
                connection=connection.get(),
                where=where,
                type=message.get("type") if isinstance(message, dict) else None,
                handling=handling.get(),
                places=places_of_call(sys._getframe(1)),
            )
        return original(self, message)

    consumer_class.send = send
