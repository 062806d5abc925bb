"""Calls that make an event loop wait, in what the async functions of a project run."""

import ast
from dataclasses import dataclass
from pathlib import Path

from tests.harness.files import files_of

# What blocks, by its full name or the package that it is in. These are what people
# use in handlers; anything else that takes long is seen while it runs.
BLOCKING = {
    *("time.sleep", "input", "os.system", "os.popen", "os.wait"),
    *("socket.create_connection", "smtplib.SMTP", "django.core.mail.send_mail"),
    *("urllib.request.urlopen", "urllib.request.urlretrieve", "urllib3.request"),
    *("subprocess.run", "subprocess.call", "subprocess.check_call"),
    *("subprocess.check_output", "subprocess.getoutput"),
    *("requests", "httpx.get", "httpx.post", "httpx.request"),
}

# A function with one of these does not run where it is called.
ON_A_THREAD = {"sync_to_async", "database_sync_to_async"}


@dataclass(frozen=True)
class BlockingCall:
    """``name`` is what is called, "time.sleep"; ``file`` is relative to the project.

    ``within`` is the function whose line it is, and ``called_by`` the async function
    that calls it, the same one if nothing is between them.
    """

    name: str
    file: str
    line: int
    within: str
    called_by: str


@dataclass(frozen=True)
class _Function:
    file: str
    node: ast.FunctionDef | ast.AsyncFunctionDef
    full_names: dict[str, str]

    @property
    def is_async(self) -> bool:
        return isinstance(self.node, ast.AsyncFunctionDef)

    @property
    def runs_elsewhere(self) -> bool:
        names = {_last_name(one) for one in self.node.decorator_list}
        return bool(names & ON_A_THREAD)


def blocking_calls(folder: Path) -> list[BlockingCall]:
    """Return the calls that are known to block and that an event loop runs."""
    functions = _functions_of(folder)
    plain: dict[str, list[_Function]] = {}
    for function in functions:
        if not function.is_async and not function.runs_elsewhere:
            plain.setdefault(function.node.name, []).append(function)
    found = []
    for function in functions:
        if function.is_async:
            found += _calls_of(function, function.node.name, plain, set())
    return list(dict.fromkeys(found))


def _functions_of(folder: Path) -> list[_Function]:
    found = []
    for name, path in files_of(folder).items():
        if path.suffix != ".py" or _is_test(Path(name)):
            continue
        try:
            tree = ast.parse(path.read_bytes())
        except (SyntaxError, ValueError):  # Python itself will say so
            continue
        full_names = _imports(tree)
        found += [
            _Function(name, node, full_names)
            for node in ast.walk(tree)
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
        ]
    return found


def _is_test(file: Path) -> bool:
    """Return whether the file holds tests of the project, which no server runs."""
    by_name = file.name in {"tests.py", "conftest.py"} or file.name.startswith("test_")
    return by_name or "tests" in file.parts


def _calls_of(
    function: _Function, called_by: str, plain: dict, known: set
) -> list[BlockingCall]:
    """Return those of a function, and of the plain functions of the project it calls."""
    found = []
    awaits = (node for node in ast.walk(function.node) if isinstance(node, ast.Await))
    awaited = {node.value for node in awaits}
    for call in _own_calls(function.node):
        called = _full_name(call.func, function.full_names)
        if called in BLOCKING or called.partition(".")[0] in BLOCKING:
            found.append(
                BlockingCall(
                    called,
                    function.file,
                    call.lineno,
                    function.node.name,
                    called_by,
                )
            )
            continue
        if call in awaited:  # a decorator made something else of it than it looks like
            continue
        for other in _meant(call, function, plain):
            if id(other.node) not in known:
                known.add(id(other.node))
                found += _calls_of(other, called_by, plain, known)
    return found


def _meant(call: ast.Call, function: _Function, plain: dict) -> list[_Function]:
    """Return the plain functions of the project that a call may mean, none if unsure."""
    others = plain.get(_last_name(call.func), [])
    if len(others) != 1:
        return []
    [other] = others
    if isinstance(call.func, ast.Name):
        module = function.full_names.get(call.func.id, "").rpartition(".")[0]
        is_it = not module or f"/{other.file}".endswith(
            f"/{module.replace('.', '/')}.py"
        )
        return [other] if is_it else []
    owner = ast.unparse(call.func.value) if isinstance(call.func, ast.Attribute) else ""
    module = Path(other.file).stem
    whole = function.full_names.get(owner.partition(".")[0], owner)
    return [other] if owner == "self" or whole.split(".")[-1] == module else []


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


def _own_calls(function: ast.FunctionDef | ast.AsyncFunctionDef) -> list[ast.Call]:
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


def _last_name(node: ast.AST) -> str:
    if isinstance(node, ast.Call):
        return _last_name(node.func)
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def _full_name(node: ast.AST, full_names: dict[str, str]) -> str:
    parts = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    if not isinstance(node, ast.Name):
        return ""
    # Any other name that is not imported is the project's own, as a variable "requests".
    known = full_names.get(node.id, node.id if node.id == "input" else "")
    return ".".join([known, *reversed(parts)]) if known else ""
