"""What belongs to one connection is kept on the class or in the module, for all of them."""

import ast

from tests.diagnosis.evidence import Evidence
from tests.diagnosis.frames import content, keys_of
from tests.diagnosis.rule import CLEAN_UP, DONE, MARKUP, TALK, TWO_PROCESSES, Cause
from tests.diagnosis.source import parse

EXPLAINS = TALK | TWO_PROCESSES | CLEAN_UP | MARKUP
RANK = DONE
HINTS = (
    "Look at what connect() stores, and where.",
    "self.x belongs to this connection. ChatConsumer.x, self.__class__.x and global x are "
    "shared: each new connection overwrites what the one before stored.",
    '    self.room_name = self.scope["url_route"]["kwargs"]["room_name"]',
)


GROWS = {"append", "add", "insert", "extend", "update", "setdefault", "appendleft"}


def match(seen: Evidence) -> Cause | None:
    consumer = seen.consumer
    if not consumer or not (mixed_up(seen) or untold(seen)):
        return None
    for method in consumer.defined:
        shared = shared_names(method.node, {node.name for _, node in consumer.nodes})
        if shared and mixed_up(seen):
            name, line = shared[0]
            return Cause(
                f"{method.name}() keeps {name} for all connections together, so each new tab "
                "overwrites what the one before stored, and rooms get mixed up",
                f"store it on self: self.{name.rpartition('.')[2]} = ...",
                method.at(line),
            )
        kept = shared_containers(seen, method.node)
        if kept:
            name, line = kept[0]
            return Cause(
                f"{name} is one for all connections of all rooms, and {method.name}() puts "
                "into it what belongs to this one",
                f"make it in connect(), for each connection: self.{name} = ..., or in the "
                "database, for each room",
                method.at(line),
            )
    return None


def mixed_up(seen: Evidence) -> bool:
    """Whether a connection used a group that another one joined and it did not."""
    for one in seen.connections:
        used = [*one.of("group_send"), *one.of("group_discard")]
        if one.joined and any(event["group"] not in one.joined for event in used):
            return True
    return False


def untold(seen: Evidence) -> bool:
    """Whether a browser was sent a message that nobody in these tabs has typed."""
    said = [content(frame) for frame in seen.frames_from_page]
    return bool(said) and any(
        "message" in keys_of(frame) and content(frame) not in said
        for one in seen.connections
        for frame in one.frames()
    )


def shared_names(function: ast.AST, classes: set[str]) -> list[tuple[str, int]]:
    """Return what a method stores outside of self: (name, line)."""
    global_names = {
        name
        for node in ast.walk(function)
        if isinstance(node, ast.Global)
        for name in node.names
    }
    found = []
    for node in ast.walk(function):
        targets = node.targets if isinstance(node, ast.Assign) else []
        for target in targets:
            if isinstance(target, ast.Subscript):  # ChatConsumer.rooms["now"] = ...
                target = target.value
            if isinstance(target, ast.Name) and target.id in global_names:
                found.append((target.id, node.lineno))
            elif isinstance(target, ast.Attribute):
                owner = ast.unparse(target.value)
                if owner in {*classes, "type(self)", "self.__class__", "cls"}:
                    found.append((f"{owner}.{target.attr}", node.lineno))
    return found


def shared_containers(seen: Evidence, function: ast.AST) -> list[tuple[str, int]]:
    """Return the lists and the like that a method fills and all share: (name, line)."""
    names = set()
    for file, node in seen.consumer.nodes:
        tree = parse(seen.folder / file)
        for body in (node.body, tree.body if tree else []):
            names |= {
                target.id
                for statement in body
                if isinstance(statement, ast.Assign) and is_container(statement.value)
                for target in statement.targets
                if isinstance(target, ast.Name)
            }
    found = []
    for node in ast.walk(function):
        holder = None
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            holder = node.func.value if node.func.attr in GROWS else None
        elif isinstance(node, (ast.Assign, ast.AugAssign)):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            holder = next((t for t in targets if isinstance(t, ast.Subscript)), None)
        while isinstance(holder, (ast.Subscript, ast.Call)):
            holder = getattr(holder, "value", None) or getattr(
                getattr(holder, "func", None), "value", None
            )
        name = getattr(holder, "attr", None) or getattr(holder, "id", None)
        if name in names:
            found.append((name, node.lineno))
    return found


def is_container(value: ast.expr) -> bool:
    if isinstance(value, ast.Call):
        name = ast.unparse(value.func).rpartition(".")[2]
        return name in {"list", "dict", "set", "deque", "defaultdict", "OrderedDict"}
    return isinstance(value, (ast.List, ast.Dict, ast.Set))
