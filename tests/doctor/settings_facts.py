"""What a project's settings say, read without running them, and questions about that.

Settings facts are a dictionary with Django's own names, as far as they are known:
{"INSTALLED_APPS": [...], "CHANNEL_LAYERS": {...}, "ASGI_APPLICATION": "..."}. The settings
as Django loaded them are such a dictionary too.
"""

import ast
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from tests.harness.project import SETTINGS_MODULE

NAMES = {"INSTALLED_APPS", "CHANNEL_LAYERS", "ASGI_APPLICATION"}
CORE_WAITS = 5  # seconds that channels_redis.core waits for a message at a time

UNKNOWN = object()
"""Stands for a value that only running the settings would tell."""


def settings_file(project: Path) -> Path | None:
    """Return the file of the settings that manage.py names, or None."""
    manage = project / "manage.py"
    if not manage.is_file():
        return None
    found = SETTINGS_MODULE.search(manage.read_text(encoding="utf-8", errors="replace"))
    if not found:
        return None
    module = project.joinpath(*found[1].split("."))
    for file in (module.with_name(f"{module.name}.py"), module / "__init__.py"):
        if file.is_file():
            return file
    return None


def read_settings(file: Path) -> dict:
    """Return the settings facts that stand in the file. Raise SyntaxError."""
    tree = ast.parse(file.read_bytes(), filename=file.name)
    facts = {}
    for statement in tree.body:
        if isinstance(statement, ast.Assign):
            for target in statement.targets:
                if isinstance(target, ast.Name) and target.id in NAMES:
                    facts[target.id] = value_of(statement.value)
    for node in ast.walk(tree):
        for name in changed_by(node):
            facts.pop(name, None)
    return {name: value for name, value in facts.items() if value is not UNKNOWN}


def changed_by(node: ast.AST) -> set[str]:
    """Return the settings that a line changes in a way that is not followed here."""
    if isinstance(node, ast.ImportFrom) and any(a.name == "*" for a in node.names):
        return NAMES
    if isinstance(node, ast.AugAssign):
        return {name.id for name in ast.walk(node.target) if isinstance(name, ast.Name)}
    if isinstance(node, ast.Assign):
        parts = [target for target in node.targets if isinstance(target, ast.Subscript)]
        inner = [name for part in parts for name in ast.walk(part.value)]
        return {name.id for name in inner if isinstance(name, ast.Name)}
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        owner = node.func.value  # INSTALLED_APPS.insert(0, "daphne")
        return {owner.id} if isinstance(owner, ast.Name) else set()
    return set()


def value_of(node: ast.AST) -> object:
    """Return the value of a literal, with UNKNOWN for each part that is none."""
    if isinstance(node, ast.Constant):
        return node.value
    if isinstance(node, (ast.List, ast.Tuple)):
        return [value_of(element) for element in node.elts]
    if isinstance(node, ast.Dict):
        if any(key is None for key in node.keys):  # {**other}
            return UNKNOWN
        keys = [value_of(key) for key in node.keys]
        if not all(isinstance(key, str) for key in keys):
            return UNKNOWN
        return dict(zip(keys, map(value_of, node.values), strict=True))
    return UNKNOWN


# The questions


def knows_apps(facts: dict) -> bool:
    return isinstance(facts.get("INSTALLED_APPS"), (list, tuple))


def lists_app(facts: dict, name: str) -> bool:
    """Return whether INSTALLED_APPS is known to have this app."""
    return knows_apps(facts) and any(
        isinstance(app, str) and app.partition(".")[0] == name
        for app in facts["INSTALLED_APPS"]
    )


def lists_daphne(facts: dict) -> bool:
    return lists_app(facts, "daphne")


def does_not_list_daphne(facts: dict) -> bool:
    """Return whether daphne is not in INSTALLED_APPS, or whether nobody knows."""
    return not lists_daphne(facts)


def layers(facts: dict) -> list[dict]:
    """Return the channel layers that are known."""
    named = facts.get("CHANNEL_LAYERS")
    found = named.values() if isinstance(named, dict) else ()
    return [layer for layer in found if isinstance(layer, dict)]


def has_layer_of(facts: dict, package: str) -> bool:
    """Return whether a channel layer's BACKEND is known to come from this package."""
    return any(
        str(layer.get("BACKEND", "")).startswith(f"{package}.")
        for layer in layers(facts)
    )


def uses_channels_redis(facts: dict) -> bool:
    return has_layer_of(facts, "channels_redis")


def uses_asgi_redis(facts: dict) -> bool:
    return has_layer_of(facts, "asgi_redis")


def core_layer_times_out(facts: dict) -> bool:
    """Return whether channels_redis.core waits as long as redis-py 8 lets it, or longer.

    Its hosts can say socket_timeout themselves; see the issue in versions.py.
    """
    for layer in layers(facts):
        if not str(layer.get("BACKEND", "")).startswith("channels_redis.core."):
            continue
        config = layer.get("CONFIG", {})
        hosts = config.get("hosts", [""]) if isinstance(config, dict) else UNKNOWN
        known = isinstance(hosts, (list, tuple))
        if known and any(host_times_out(host) for host in hosts or [""]):
            return True
    return False


def host_times_out(host: object) -> bool:
    """Return whether a member of "hosts" leaves redis-py its default, or sets a short one."""
    said = 5  # what redis-py 8 takes when nothing is said
    if isinstance(host, dict):
        said = host.get("socket_timeout", said)
    elif isinstance(host, str):
        query = parse_qs(urlsplit(host).query)
        said = query.get("socket_timeout", [said])[0]
    try:
        return said is not None and float(said) <= CORE_WAITS
    except (TypeError, ValueError):
        return False  # not known, so nothing is claimed
