"""Runs inside the server of a project under test: writes down what its log does not tell.

Each event is a line of JSON in the file named by WORKBOOK_WITNESS: {"kind": ..., ...}.
The kinds and their keys are listed in tests/diagnosis/events.py, which reads them.

It watches and changes nothing. It needs Python and what the project itself uses, because
the project may have a virtual environment of its own.
"""

import asyncio
import inspect
import json
import linecache
import os
import sys
import threading
import time
import warnings
from contextvars import ContextVar
from functools import cache
from importlib import metadata
from itertools import count

PROJECT = os.path.realpath(os.getcwd()) + os.sep
PACKAGES = ("django", "channels", "daphne", "channels-redis", "redis", "asgiref")
STUCK_AFTER = 6.0  # seconds in which a project should have loaded
BLOCKED_AFTER = 0.25  # seconds in which an event loop should have answered
MOST_EVENTS = 20_000  # a burst of messages must not become a big file
SLOW_AFTER = 0.8  # seconds in which a handler in a worker thread should have ended
ORIGIN_DEPTH = 12  # frames remembered of the place that made a coroutine

connection = ContextVar("connection", default=None)
handling = ContextVar("handling", default=None)
in_layer = ContextVar("in_layer", default=False)

SYNC_PY = os.path.join("asgiref", "sync.py")

working = {}  # worker thread: since when
aliases = {}  # id of a channel layer: its name in the settings
told = {}  # connection: the error that was told already
_numbers = count(1)
_told = count(1)
_lock = threading.Lock()
_file = None
_loaded = threading.Event()


def tell(kind, **facts):
    """Write one event, unless there are very many already."""
    if next(_told) > MOST_EVENTS:
        return
    line = json.dumps({"kind": kind, "time": time.time(), **facts}, default=repr)
    with _lock:
        _file.write(line + "\n")


@cache
def is_theirs(filename):
    """Return whether the file is the project's own, and not one of its packages."""
    path = os.path.realpath(filename)
    # Compiled packages name files that are nowhere, as if they were below this folder.
    is_there = path.startswith(PROJECT) and os.path.exists(path)
    return is_there and "site-packages" not in path


@cache
def place(filename, line, function):
    path = os.path.relpath(os.path.realpath(filename), PROJECT).replace(os.sep, "/")
    code = linecache.getline(filename, line).strip()
    return {"file": path, "line": line, "function": function, "code": code}


def their_places(frames):
    """Return the places in the project among (filename, line, function)."""
    return [place(*frame) for frame in frames if is_theirs(frame[0])]


def places_of_error(error):
    """Return where in the project the error came from, outermost first."""
    frames = []
    traceback = error.__traceback__
    while traceback:
        code = traceback.tb_frame.f_code
        frames.append((code.co_filename, traceback.tb_lineno, code.co_name))
        traceback = traceback.tb_next
    return their_places(frames)


def places_of_frame(frame):
    """Return where in the project a running thread is, outermost first."""
    frames = []
    while frame:
        frames.append((frame.f_code.co_filename, frame.f_lineno, frame.f_code.co_name))
        frame = frame.f_back
    return their_places(reversed(frames))


def places_of_call(frame):
    """As places_of_frame(), without manage.py, from which all is called."""
    return [one for one in places_of_frame(frame) if one["file"] != "manage.py"]


def tell_error(kind, error, **facts):
    name = type(error).__name__
    text = str(error)
    tell(kind, error=name, text=text, places=places_of_error(error), **facts)


def install():
    """Begin to watch this process."""
    global _file
    # A file for the whole life of the process, written line by line.
    name = os.environ["WORKBOOK_WITNESS"]
    _file = open(name, "a", encoding="utf-8", buffering=1)  # noqa: SIM115
    tell("versions", **{package: version(package) for package in PACKAGES})
    watch_loading()
    watch_coroutines()
    watch_threads()
    try:
        watch_channels()
        watch_django()
    except ImportError as error:  # the project will fail for the same reason
        tell_error("import failed", error)


def version(package):
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return None


def watch_loading():
    """Tell where the main thread is when the project does not get loaded."""
    main = threading.get_ident()

    def look():
        if not _loaded.wait(STUCK_AFTER):
            tell("stuck", places=places_of_frame(sys._current_frames()[main]))

    threading.Thread(target=look, daemon=True).start()


def watch_coroutines():
    """Tell of coroutines that were made and never awaited. Daphne hides the warning."""
    original = warnings.warn

    def warn(message, category=None, stacklevel=1, source=None, **more):
        if source is not None and hasattr(source, "cr_origin"):
            tell(
                "never awaited",
                what=source.__qualname__,
                places=their_places(source.cr_origin or ()),
                connection=connection.get(),
            )
        return original(message, category, stacklevel + 1, source, **more)

    warnings.warn = warn
    remember_origins()


def remember_origins():
    """Let coroutines made in this thread remember where they were made."""
    if sys.get_coroutine_origin_tracking_depth() < ORIGIN_DEPTH:
        sys.set_coroutine_origin_tracking_depth(ORIGIN_DEPTH)


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


def watch_channels():
    """Tell what consumers are sent, where they run, what they do with the layer."""
    import channels.consumer
    from channels.layers import ChannelLayerManager, InMemoryChannelLayer

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


def watch_handlers(module):
    """Tell what a handler raises, at once, and where it is when it waits for long."""
    from channels.exceptions import StopConsumer

    original = module.await_many_dispatch
    waiting = {}  # task: since when, and what is told with it

    async def await_many_dispatch(callables, dispatch):
        number = connection.get()

        async def watched_dispatch(message):
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
        if code.co_filename == __file__ and code.co_name == "run":
            return []  # it waits for the channel layer, see watch_operation()
        frames.append((code.co_filename, frame.f_lineno, code.co_name))
        coroutine = coroutine.cr_await
    return their_places(frames)


def watch_worker_threads():
    """Tell where a worker thread is when what runs in it takes long."""
    from channels.db import DatabaseSyncToAsync

    original = DatabaseSyncToAsync.thread_handler

    def thread_handler(self, *args, **kwargs):
        thread = threading.get_ident()
        working[thread] = time.monotonic()
        try:
            return original(self, *args, **kwargs)
        finally:
            working.pop(thread, None)

    DatabaseSyncToAsync.thread_handler = thread_handler

    def look():
        while True:
            time.sleep(BLOCKED_AFTER)
            for thread, began in list(working.items()):
                frame = sys._current_frames().get(thread)
                if since(began) > SLOW_AFTER and not waits_for_event_loop(frame):
                    tell("slow", places=places_of_frame(frame), seconds=since(began))
                del frame

    threading.Thread(target=look, daemon=True).start()


def waits_for_event_loop(frame):
    """Return whether the innermost thing that the project does there is async_to_sync."""
    while frame and not is_theirs(frame.f_code.co_filename):
        if frame.f_code.co_filename.endswith(SYNC_PY):
            return True
        frame = frame.f_back
    return frame is None


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


def watch_django():
    """Tell of errors in views, and of the application when a server gets it."""
    from django.core.signals import got_request_exception

    def tell_view_error(sender, request=None, **kwargs):
        tell_error("view error", sys.exc_info()[1], path=getattr(request, "path", None))

    got_request_exception.connect(tell_view_error, weak=False)

    import daphne.server

    original = daphne.server.Server.__init__

    def __init__(self, application, *args, **kwargs):  # noqa: N807, it takes its place
        _loaded.set()
        describe(application)
        original(self, watched(application), *args, **kwargs)

    daphne.server.Server.__init__ = __init__


def watched(application):
    """Return the application, with an eye on every WebSocket of it."""
    loops = set()

    async def app(scope, receive, send):
        loop = asyncio.get_running_loop()
        if loop not in loops:
            loops.add(loop)
            watch_loop(loop)
            watch_tasks(loop)
        if scope["type"] == "http":
            return await application(
                scope, receive, telling_answer(scope["path"], send)
            )
        if scope["type"] != "websocket":
            return await application(scope, receive, send)
        number = next(_numbers)
        connection.set(number)
        tell("connection", connection=number, path=scope["path"])

        async def telling_send(message):
            text = message.get("text")
            tell(
                "sent",
                connection=number,
                type=message["type"],
                text=text[:200] if isinstance(text, str) else None,
                binary=isinstance(message.get("bytes"), bytes),
                code=message.get("code"),
                handling=handling.get(),
                by=connection.get(),
            )
            await send(message)

        try:
            return await application(scope, receive, telling_send)
        except Exception as error:
            if told.get(number) is not error:
                tell_error(
                    "consumer error", error, connection=number, handling=handling.get()
                )
            raise
        finally:
            told.pop(number, None)

    return app


def telling_answer(path, send):
    """Return what an application sends its answer to a GET with."""
    tell("request", path=path)

    async def telling_send(message):
        # Before it is sent: who gets the page may ask at once.
        if message["type"] == "http.response.start":
            tell("answered", path=path)
        await send(message)

    return telling_send


def watch_loop(loop):
    """Tell what the event loop does when it does not answer for a while."""
    thread = threading.get_ident()

    def look():
        while True:
            answered = threading.Event()
            asked = time.monotonic()
            try:
                loop.call_soon_threadsafe(answered.set)
            except RuntimeError:  # the loop is closed
                return
            if not answered.wait(BLOCKED_AFTER):
                frame = their_coroutine(thread)
                answered.wait(BLOCKED_AFTER / 2)
                # It is still the same call, or else the computer or the loop was only
                # busy with many things.
                if frame and frame is their_coroutine(thread):
                    places = places_of_frame(sys._current_frames()[thread])
                    tell("blocked", seconds=since(asked), places=places, over=False)
                    answered.wait()
                    tell("blocked", seconds=since(asked), places=places, over=True)
                del frame  # it would keep the handler's objects alive
            time.sleep(0.05)

    threading.Thread(target=look, daemon=True).start()


def watch_tasks(loop):
    """Tell of errors in tasks that nobody awaits. Python only prints them."""
    original = loop.call_exception_handler

    def call_exception_handler(context):
        error = context.get("exception")
        if isinstance(error, Exception):
            tell_error("task error", error)
        original(context)

    loop.call_exception_handler = call_exception_handler


def watch_threads():
    """Tell of errors in threads that the project starts."""
    original = threading.excepthook

    def excepthook(args):
        if isinstance(args.exc_value, Exception):
            tell_error("thread error", args.exc_value)
        original(args)

    threading.excepthook = excepthook


def since(moment):
    return round(time.monotonic() - moment, 2)


def their_coroutine(thread):
    """Return the innermost frame in a thread that is an async def of the project."""
    frame = sys._current_frames().get(thread)
    while frame and not (
        frame.f_code.co_flags & inspect.CO_COROUTINE
        and is_theirs(frame.f_code.co_filename)
    ):
        frame = frame.f_back
    return frame


def describe(application):
    """Tell how the application is built: routers, wrappers, routes, consumers."""
    while type(application).__name__ == "ASGIStaticFilesHandler":
        application = application.application
    mapping = getattr(application, "application_mapping", None)
    if not isinstance(mapping, dict):
        tell("application", type=type(application).__name__, protocols=None)
        return
    wrappers, routes = [], []
    look_into(mapping.get("websocket"), wrappers, routes, "")
    protocols = [str(key) for key in mapping]
    tell(
        "application",
        type=type(application).__name__,
        protocols=protocols,
        wrappers=wrappers,
        routes=routes,
    )


def look_into(inner, wrappers, routes, prefix):
    """Walk down from the websocket entry to the consumers."""
    while inner is not None and not hasattr(inner, "routes"):
        if not routes and not hasattr(inner, "consumer_class"):
            origins = getattr(inner, "allowed_origins", None)
            origins = [str(origin) for origin in origins] if origins else None
            wrappers.append({"type": type(inner).__name__, "origins": origins})
        following = getattr(inner, "application", None) or getattr(inner, "inner", None)
        if following is None:
            if not routes:
                routes.append({"pattern": None, **describe_consumer(inner)})
            return
        inner = following
    for route in getattr(inner, "routes", ()):
        pattern = prefix + str(route.pattern)
        if hasattr(route.callback, "routes"):
            look_into(route.callback, wrappers, routes, pattern)
        else:
            routes.append({"pattern": pattern, **describe_consumer(route.callback)})


def describe_consumer(callback):
    """Return what stands in a route: as_asgi(), a class, an object, or a function."""
    from channels.consumer import AsyncConsumer

    if isinstance(callback, AsyncConsumer):
        kind, its_class = "object", type(callback)
    elif isinstance(callback, type):
        kind, its_class = "class", callback
    elif hasattr(callback, "consumer_class"):
        kind, its_class = "as_asgi", callback.consumer_class
    else:
        return {"kind": type(callback).__name__, "classes": [], "bases": []}
    classes, bases = [], []
    for one in its_class.__mro__:
        module = sys.modules.get(one.__module__)
        filename = getattr(module, "__file__", None) or ""
        if is_theirs(filename):
            file = place(filename, 1, "")["file"]
            classes.append({"name": one.__qualname__, "file": file})
        elif one is not object:
            bases.append(one.__name__)
    return {"kind": kind, "classes": classes, "bases": bases}
