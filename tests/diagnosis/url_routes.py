"""The calls of path() and re_path() in a file, as they are written."""

import ast
from dataclasses import dataclass

from tests.diagnosis.evidence import Evidence
from tests.diagnosis.source import Place, parse

CALLS = {"path", "re_path", "url"}


@dataclass(frozen=True)
class Route:
    """``target`` is the second argument as code; ``call`` path, re_path or url."""

    file: str
    line: int
    call: str
    pattern: str
    target: str

    @property
    def place(self) -> Place:
        return Place(self.file, self.line)

    @property
    def included(self) -> str | None:
        """The module that an include() names, None where it is none."""
        call = ast.parse(self.target, mode="eval").body
        if not isinstance(call, ast.Call) or not call.args:
            return None
        if not ast.unparse(call.func).endswith("include"):
            return None
        named = call.args[0]
        return named.value if isinstance(named, ast.Constant) else ast.unparse(named)


def routes_in(seen: Evidence, file: str) -> list[Route]:
    """Return the routes of a file, in its order; none where it cannot be read."""
    tree = parse(seen.folder / file)
    found = []
    for node in ast.walk(tree) if tree else ():
        if not isinstance(node, ast.Call) or not node.args:
            continue
        name = ast.unparse(node.func).rpartition(".")[2]
        pattern = node.args[0]
        if name in CALLS and isinstance(pattern, ast.Constant):
            target = ast.unparse(node.args[1]) if len(node.args) > 1 else "None"
            found.append(Route(file, node.lineno, name, str(pattern.value), target))
    return sorted(found, key=lambda route: route.line)


def root_file(seen: Evidence) -> str:
    """Return the file that ROOT_URLCONF names."""
    root = str(seen.settings.get("ROOT_URLCONF", "urls"))
    return seen.file_of_module(root) or "urls.py"


def app_urls(seen: Evidence) -> str | None:
    """Return the urls.py of the chat: the one beside the views, None if there is none."""
    files = [file for file in seen.files if file.rpartition("/")[2] == "urls.py"]
    others = [file for file in files if file != root_file(seen)]
    return next(iter(others), None)
