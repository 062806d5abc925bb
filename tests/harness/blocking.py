"""Calls that make an event loop wait, in the async functions of a project."""

import ast
from dataclasses import dataclass
from pathlib import Path

from tests.harness.files import files_of

# What blocks, by its full name or the package that it is in. These are what people
# use in handlers; anything else that takes long is seen while it runs.
BLOCKING = {
    *("time.sleep", "input", "os.system", "os.wait", "socket.create_connection"),
    *("urllib.request.urlopen", "urllib.request.urlretrieve"),
    *("subprocess.run", "subprocess.call", "subprocess.check_call"),
    *(
        "subprocess.check_output",
        "requests",
        "httpx.get",
        "httpx.post",
        "httpx.request",
    ),
}


@dataclass(frozen=True)
class BlockingCall:
    """``name`` is what is called, "time.sleep"; ``file`` is relative to the project."""

    name: str
    file: str
    line: int
    function: str


def blocking_calls(folder: Path) -> list[BlockingCall]:
    """Return the calls in async functions that are known to block, file by file."""
    found = []
    for name, path in files_of(folder).items():
        if path.suffix != ".py":
            continue
        try:
            tree = ast.parse(path.read_bytes())
        except (SyntaxError, ValueError):  # Python itself will say so
            continue
        full_names = _imports(tree)
        for function in ast.walk(tree):
            if isinstance(function, ast.AsyncFunctionDef):
                for call in _own_calls(function):
                    called = _full_name(call.func, full_names)
                    if called in BLOCKING or called.partition(".")[0] in BLOCKING:
                        found.append(
                            BlockingCall(called, name, call.lineno, function.name)
                        )
    return found


def _imports(tree: ast.Module) -> dict[str, str]:
    """Return what the names that are imported stand for."""
    names = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                first = alias.name.partition(".")[0]
                names[alias.asname or first] = alias.name if alias.asname else first
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            for alias in node.names:
                names[alias.asname or alias.name] = f"{node.module}.{alias.name}"
    return names


def _own_calls(function: ast.AsyncFunctionDef) -> list[ast.Call]:
    """Return the calls that run in the function itself, not in one defined inside it."""
    found, waiting = [], list(function.body)
    while waiting:
        node = waiting.pop()
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)):
            continue
        if isinstance(node, ast.Call):
            found.append(node)
        waiting += ast.iter_child_nodes(node)
    return sorted(found, key=lambda call: call.lineno)


def _full_name(node: ast.AST, full_names: dict[str, str]) -> str:
    parts = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    if not isinstance(node, ast.Name):
        return ""
    known = full_names.get(node.id, node.id if node.id in BLOCKING else "")
    return ".".join([known, *reversed(parts)]) if known else ""
