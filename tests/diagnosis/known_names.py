"""Names that chat projects import, and the modules that have them."""

import re

from tests.diagnosis.evidence import Evidence, near

HOMES = {
    "asgiref.sync": ("async_to_sync", "sync_to_async"),
    "channels.auth": ("AuthMiddleware", "AuthMiddlewareStack", "get_user", "login"),
    "channels.consumer": ("AsyncConsumer", "SyncConsumer"),
    "channels.db": ("database_sync_to_async",),
    "channels.exceptions": ("AcceptConnection", "DenyConnection", "StopConsumer"),
    "channels.generic.http": ("AsyncHttpConsumer",),
    "channels.generic.websocket": (
        "AsyncJsonWebsocketConsumer",
        "AsyncWebsocketConsumer",
        "JsonWebsocketConsumer",
        "WebsocketConsumer",
    ),
    "channels.layers": ("get_channel_layer",),
    "channels.middleware": ("BaseMiddleware",),
    "channels.routing": ("ChannelNameRouter", "ProtocolTypeRouter", "URLRouter"),
    "channels.security.websocket": ("AllowedHostsOriginValidator", "OriginValidator"),
    "channels.sessions": ("CookieMiddleware", "SessionMiddleware"),
    "channels.testing": ("ChannelsLiveServerTestCase", "WebsocketCommunicator"),
    "django.conf": ("settings",),
    "django.contrib": ("admin",),
    "django.core.asgi": ("get_asgi_application",),
    "django.core.wsgi": ("get_wsgi_application",),
    "django.db": ("models",),
    "django.http": ("HttpResponse", "HttpResponseRedirect", "JsonResponse"),
    "django.shortcuts": ("get_object_or_404", "redirect", "render"),
    "django.urls": ("include", "path", "re_path", "reverse"),
    "pathlib": ("Path",),
}

MODULES = ("asyncio", "datetime", "json", "logging", "os", "re", "sys", "time", "uuid")

GONE = {
    ("django.conf.urls", "url"): "from django.urls import re_path",
    ("channels.http", "AsgiHandler"): "from django.core.asgi import "
    "get_asgi_application",
    ("channels", "Group"): "from channels.layers import get_channel_layer",
    ("channels.routing", "route"): "from channels.routing import URLRouter",
}
"""Names of older versions, in many tutorials, and what took their place."""

GONE_MODULES = {
    "channels.asgi": "from django.core.asgi import get_asgi_application",
    "channels.http": "from django.core.asgi import get_asgi_application",
    "django.core.urlresolvers": "from django.urls import reverse",
}

PACKAGES = ("asgiref", "channels", "channels_redis", "daphne", "django", "redis")


def import_of(name: str) -> str | None:
    """Return the line that imports a name, None where it is not known."""
    if name in MODULES:
        return f"import {name}"
    home = next((home for home, names in HOMES.items() if name in names), None)
    return f"from {home} import {name}" if home else None


def meant_by(name: str, module: str) -> str | None:
    """Return the line that imports what somebody meant by a name that is not there."""
    if (module, name) in GONE:
        return GONE[module, name]
    if line := import_of(name):
        return line
    everywhere = [one for names in HOMES.values() for one in names]
    other = near(name, HOMES.get(module, ()), 0.8) or near(name, everywhere, 0.85)
    return import_of(other) if other else None


def module_meant_by(module: str) -> str | None:
    """Return the known module that looks most like this one, None if none does.

    The parts are compared one by one: two modules of one package are not alike for that.
    """
    parts = module.split(".")
    for home in HOMES:
        others = home.split(".")
        pairs = list(zip(parts, others, strict=False))
        alike = all(a == b or near(a, [b], 0.75) for a, b in pairs)
        if alike and len(parts) == len(others) and parts != others:
            return home
    return None


def shadow_of(seen: Evidence, package: str) -> str | None:
    """Return the project's own file or folder that Python takes for a package."""
    for name in (f"{package}.py", f"{package}/__init__.py"):
        if (seen.folder / name).exists():
            return name.removesuffix("/__init__.py")
    return None


def without_paths(text: str) -> str:
    """Return what Python says without the folders of the computer that it names."""
    text = re.sub(r"<module '([\w.]+)' from '[^']*'>", r"\1", text)
    return re.sub(r" \((?:/|[A-Za-z]:\\)[^)]*\)", "", text)
