"""The consumer as its author wrote it: classes, methods and calls, from the syntax tree."""

import ast
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path


@dataclass(frozen=True)
class Place:
    """A line that a learner can go to. ``file`` is relative to the project, with slashes."""

    file: str
    line: int | None = None
    class_name: str | None = None

    def __str__(self) -> str:
        parts = [self.file]
        if self.class_name:
            parts.append(f"class {self.class_name}")
        if self.line:
            parts.append(f"line {self.line}")
        return ", ".join(parts)


@dataclass(frozen=True)
class Call:
    """A call in a method. For async_to_sync(x.f)(...) it is the call of f, ``wrapped``.

    ``name`` is what stands before the bracket, without what stands before the last dot:
    "group_add"; ``text`` is all of it. ``dropped``: nobody looks at what it returns.
    """

    name: str
    text: str
    line: int
    awaited: bool
    dropped: bool
    wrapped: bool
    node: ast.Call

    def argument(self, position: int, name: str) -> ast.expr | None:
        """Return an argument by its position or its name, or None."""
        for keyword in self.node.keywords:
            if keyword.arg == name:
                return keyword.value
        arguments = self.node.args
        return arguments[position] if position < len(arguments) else None


@dataclass(frozen=True)
class Method:
    name: str
    file: str
    line: int
    class_name: str
    is_async: bool
    parameters: tuple[str, ...]
    node: ast.FunctionDef | ast.AsyncFunctionDef

    @cached_property
    def calls(self) -> tuple[Call, ...]:
        return tuple(_calls_in(self.node))

    @cached_property
    def mentions(self) -> tuple[tuple[str, int], ...]:
        """What is named where it should be called: (name, line).

        It stands alone in a line, as self.accept without brackets, or is returned, or
        async_to_sync makes a function of it that nobody calls.
        """
        found = []
        for node in ast.walk(self.node):
            if isinstance(node, (ast.Expr, ast.Return)):
                value = node.value
                if isinstance(value, ast.Await):
                    value = value.value
                if isinstance(value, ast.Call) and _last_name(value.func) in WRAPPERS:
                    value = value.args[0] if value.args else None
                if isinstance(value, ast.Attribute):
                    found.append((value.attr, node.lineno))
        return tuple(found)

    def lines_with(self, *names: str) -> list[int]:
        """Return the lines in which one of these is named, called or not."""
        return [
            node.lineno
            for node in ast.walk(self.node)
            if isinstance(node, ast.Attribute) and node.attr in names
        ]

    def raises(self, name: str) -> int | None:
        """Return the first line that raises an error of this name, or None."""
        for node in ast.walk(self.node):
            if isinstance(node, ast.Raise) and node.exc:
                error = node.exc.func if isinstance(node.exc, ast.Call) else node.exc
                if _last_name(error) == name:
                    return node.lineno
        return None

    def is_in_loop(self, line: int) -> bool:
        """Whether this line of the method is run several times by a loop in it."""
        loops = (ast.For, ast.AsyncFor, ast.While)
        return any(
            node.lineno < line <= (node.end_lineno or node.lineno)
            for node in ast.walk(self.node)
            if isinstance(node, loops)
        )

    def is_error_path(self, line: int) -> bool:
        """Whether this line of the method only runs after an error."""
        return any(
            node.lineno <= line <= (node.end_lineno or node.lineno)
            for node in ast.walk(self.node)
            if isinstance(node, ast.ExceptHandler)
        )

    @property
    def place(self) -> Place:
        return Place(self.file, self.line, self.class_name)

    def at(self, line: int) -> Place:
        return Place(self.file, line, self.class_name)


def _calls_in(function: ast.AST) -> list[Call]:
    awaited = {id(n.value) for n in ast.walk(function) if isinstance(n, ast.Await)}
    dropped = {id(n.value) for n in ast.walk(function) if isinstance(n, ast.Expr)}
    found = []
    for node in ast.walk(function):
        if not isinstance(node, ast.Call):
            continue
        target, wrapped = node.func, False
        if isinstance(target, ast.Call) and _last_name(target.func) == "async_to_sync":
            target, wrapped = (target.args or [target])[0], True
        found.append(
            Call(
                name=_last_name(target),
                text=ast.unparse(target),
                line=node.lineno,
                awaited=id(node) in awaited,
                dropped=id(node) in dropped,
                wrapped=wrapped,
                node=node,
            )
        )
    return sorted(found, key=lambda call: call.line)


def _last_name(node: ast.AST) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


@dataclass(frozen=True)
class ConsumerSource:
    """A consumer with its own base classes, as far as they are in the project.

    ``bases`` are the names of its other base classes, those of Channels among them.
    ``covered`` are the methods of its bases that have the name of one found before.
    """

    name: str
    file: str
    line: int
    bases: tuple[str, ...]
    methods: dict[str, Method]
    covered: tuple[Method, ...]
    nodes: tuple[tuple[str, ast.ClassDef], ...]

    @property
    def place(self) -> Place:
        return Place(self.file, self.line, self.name)

    @property
    def is_async(self) -> bool:
        # SyncConsumer itself inherits AsyncConsumer.
        return "SyncConsumer" not in self.bases and any(
            base.startswith("Async") for base in self.bases
        )

    @property
    def defined(self) -> list[Method]:
        return list(self.methods.values())

    def calls(
        self, *names: str, within: str | None = None
    ) -> list[tuple[Method, Call]]:
        """Return the calls with one of these names, in all methods or in one."""
        return [
            (method, call)
            for method in self.methods.values()
            if within in (None, method.name)
            for call in method.calls
            if call.name in names
        ]

    def method_at(self, line: int, file: str) -> Method | None:
        """Return the method that contains the line."""
        for method in (*self.methods.values(), *self.covered):
            first, last = method.node.lineno, method.node.end_lineno
            if method.file == file and first <= line <= last:
                return method
        return None


CONSUMER_ENDING = "Consumer"
WRAPPERS = {"async_to_sync", "sync_to_async", "database_sync_to_async"}


def parse(path: Path) -> ast.Module | None:
    """Return the syntax tree of a Python file, None where it has none."""
    try:
        return ast.parse(path.read_bytes())
    except (OSError, SyntaxError, ValueError):
        return None


def read_consumer(folder: Path, classes: list[dict], bases: list[str]):
    """Return the ConsumerSource of these classes ({"name", "file"}, the consumer first).

    None where one of them is not found in its file.
    """
    nodes = []
    for one in classes:
        tree = parse(folder / one["file"])
        name = one["name"].rpartition(".")[2]
        node = (
            next((n for n in _classes(tree) if n.name == name), None) if tree else None
        )
        if node is None:
            return None
        nodes.append((one["file"], node))
    return _consumer(nodes, tuple(bases)) if nodes else None


def find_consumer(folder: Path, files: list[str]):
    """Return the first class of these files that looks like a consumer, or None."""
    for file in files:
        tree = parse(folder / file)
        for node in _classes(tree) if tree else ():
            bases = tuple(_last_name(base) for base in node.bases)
            if any(base.endswith(CONSUMER_ENDING) for base in bases):
                return _consumer([(file, node)], bases)
    return None


def _classes(tree: ast.Module) -> list[ast.ClassDef]:
    return [node for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]


def _consumer(nodes: list[tuple[str, ast.ClassDef]], bases) -> ConsumerSource:
    methods, covered = {}, []
    for file, node in nodes:
        for item in node.body:
            if isinstance(item, (ast.FunctionDef, ast.AsyncFunctionDef)):
                arguments = item.args
                names = [a.arg for a in (*arguments.posonlyargs, *arguments.args)]
                method = Method(
                    name=item.name,
                    file=file,
                    line=item.lineno,
                    class_name=node.name,
                    is_async=isinstance(item, ast.AsyncFunctionDef),
                    parameters=tuple(names),
                    node=item,
                )
                if methods.setdefault(item.name, method) is not method:
                    covered.append(method)
    file, node = nodes[0]
    return ConsumerSource(
        node.name,
        file,
        node.lineno,
        bases,
        methods,
        tuple(covered),
        tuple(nodes),
    )
