"""A def that should be a method of the consumer, and stands where it is none."""

import ast

from tests.diagnosis.evidence import Evidence
from tests.diagnosis.source import Place, parse

FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def misplaced(seen: Evidence, name: str) -> tuple[Place, str] | None:
    """Return where a def of this name stands, and half a sentence about what is around it.

    None where the consumer has the method, or there is no such def with a self.
    """
    consumer = seen.consumer
    if not consumer or name in consumer.methods:
        return None
    for file, node in consumer.nodes:
        methods = [item for item in node.body if isinstance(item, FUNCTIONS)]
        for method in methods:
            if found := _def_in(ast.walk(method), name):
                place = Place(file, found.lineno, consumer.name)
                return place, f"inside {method.name}()"
        tree = parse(seen.folder / file)
        if tree and (found := _def_in(tree.body, name)):
            return Place(file, found.lineno), f"outside the class {consumer.name}"
    return None


def _def_in(nodes, name: str) -> ast.FunctionDef | ast.AsyncFunctionDef | None:
    for node in nodes:
        if isinstance(node, FUNCTIONS) and node.name == name:
            arguments = [*node.args.posonlyargs, *node.args.args]
            if arguments and arguments[0].arg == "self":
                return node
    return None
