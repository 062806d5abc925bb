"""The application: how it is built, its connections, and errors outside consumers."""

import asyncio
import sys
import threading
from itertools import count

from .consumers import told
from .notes import connection, handling, is_theirs, place, tell, tell_error
from .waiting import has_loaded, watch_loop

_numbers = count(1)


def watch_django():
    """Tell of errors in views, and of the application when a server gets it."""
    from django.core.signals import got_request_exception

    def tell_view_error(sender, request=None, **kwargs):
        tell_error("view error", sys.exc_info()[1], path=getattr(request, "path", None))

    got_request_exception.connect(tell_view_error, weak=False)

    import daphne.server

    original = daphne.server.Server.__init__

    def __init__(self, application, *args, **kwargs):  # noqa: N807, it takes its place
        has_loaded()
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
