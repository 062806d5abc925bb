"""What belongs to one connection is kept on the class or in the module, for all of them."""

import ast

from tests.diagnosis.evidence import Evidence
from tests.diagnosis.rule import CLEAN_UP, DONE, OTHER_ROOM, TALK, TWO_PROCESSES, Cause

EXPLAINS = TALK | OTHER_ROOM | TWO_PROCESSES | CLEAN_UP
RANK = DONE
HINTS = (
    "Look at what connect() stores, and where.",
    "self.x belongs to this connection. ChatConsumer.x, self.__class__.x and global x are "
    "shared: each new connection overwrites what the one before stored.",
    '    self.room_name = self.scope["url_route"]["kwargs"]["room_name"]',
)


def match(seen: Evidence) -> Cause | None:
    if not mixed_up(seen) or not seen.consumer:
        return None
    for method in seen.consumer.defined:
        shared = shared_names(
            method.node, {node.name for _, node in seen.consumer.nodes}
        )
        if shared:
            name, line = shared[0]
            return Cause(
                f"{method.name}() keeps {name} for all connections together, so each new tab "
                "overwrites what the one before stored, and rooms get mixed up",
                f"store it on self: self.{name.rpartition('.')[2]} = ...",
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
            if isinstance(target, ast.Name) and target.id in global_names:
                found.append((target.id, node.lineno))
            elif isinstance(target, ast.Attribute):
                owner = ast.unparse(target.value)
                if owner in {*classes, "type(self)", "self.__class__"}:
                    found.append((f"{owner}.{target.attr}", node.lineno))
    return found
