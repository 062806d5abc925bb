"""The settings of the project under test, with its Redis moved to ours.

A project that expects its Redis on this computer's port 6379 (the tutorial's, and
the default of channels_redis) gets the private Redis of the run instead. Every other
setting, also a wrong one, stays as its author wrote it.
"""

import os
import sys
from importlib import import_module
from urllib.parse import urlsplit

_theirs = import_module(os.environ["WORKBOOK_SETTINGS"])
globals().update(
    {name: getattr(_theirs, name) for name in dir(_theirs) if name.isupper()}
)

if _witness := sys.modules.get("workbook_witness"):  # in a server, see launch.py
    _witness.tell(
        "settings",
        module=_theirs.__name__,
        values={name: value for name, value in globals().items() if name.isupper()},
    )

_HERE = {"localhost", "127.0.0.1"}
_WHERE_AND_WHO = {"host", "port", "username", "password"}  # ours asks for no password


def _moved(host, url):
    """Return our Redis if the host is the default one, or else the host as it is."""
    if isinstance(host, str) and host.startswith("redis://"):
        named, ours = urlsplit(host), urlsplit(url)
        if named.hostname in _HERE and (named.port or 6379) == 6379:
            return ours._replace(path=ours.path or named.path).geturl()
    if isinstance(host, (tuple, list)) and len(host) == 2:
        return url if _is_default(*host) else host
    if isinstance(host, dict) and {"host", "port"} & set(host):
        address = (host.get("host", "localhost"), host.get("port", 6379))
    else:
        address = host.get("address") if isinstance(host, dict) else None
    if isinstance(address, (str, tuple, list)) and _moved(address, url) != address:
        return {
            **{key: value for key, value in host.items() if key not in _WHERE_AND_WHO},
            "address": _moved(address, url),
        }
    return host


def _is_default(name, port):
    """Tell whether this is a Redis on this computer's port 6379; a port may be text."""
    return name in _HERE and str(port) == "6379"


def _with_our_redis(layer, url):
    if not isinstance(layer, dict):
        return layer
    if not str(layer.get("BACKEND", "")).startswith("channels_redis."):
        return layer
    config = dict(layer.get("CONFIG", {}))
    hosts = config.get("hosts")
    if not hosts and "hosts" not in layer:
        config["hosts"] = [url]
    elif isinstance(hosts, (list, tuple)):
        config["hosts"] = [_moved(host, url) for host in hosts]
    return {**layer, "CONFIG": config}


if "WORKBOOK_REDIS" in os.environ and isinstance(globals().get("CHANNEL_LAYERS"), dict):
    CHANNEL_LAYERS = {
        alias: _with_our_redis(layer, os.environ["WORKBOOK_REDIS"])
        for alias, layer in globals()["CHANNEL_LAYERS"].items()
    }

if "WORKBOOK_DATABASES" in os.environ and "DATABASES" in globals():
    # Whatever their databases are, the checks have their own.
    DATABASES = {
        alias: {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": os.path.join(os.environ["WORKBOOK_DATABASES"], f"{alias}.sqlite3"),
        }
        for alias in globals()["DATABASES"]
    }

if "WORKBOOK_CSP" in os.environ:
    sys.modules[__name__].MIDDLEWARE = [
        "workbook_csp.content_security_policy",
        *globals().get("MIDDLEWARE", []),
    ]
