"""What is typed in a terminal, and what the robot runs for it."""

import ast
import re
import shlex
import sys
from dataclasses import dataclass
from functools import cache

from docs.machinery.steps.blocks import Block
from tests.steps import ROOT

READY = {
    "runserver": "Quit the server with",
    "redis": "Ctrl-C stops it",
    "watch": "Watching",
    "daphne": "Listening on TCP",
    "uvicorn": "Uvicorn running on",
}
"""What a command that keeps running has printed when it is ready, by a word of it."""

WEB_PORT, REDIS_PORT = 8000, 6379
PORT_GIVEN = re.compile(r"(?<![\w.-])(?:127\.0\.0\.1:|localhost:)?(\d{4,5})(?![\w.-])")


@dataclass(frozen=True)
class Command:
    """A line that is typed, and the block in which it stands.

    ``also`` are further words, which the robot adds.
    """

    typed: str
    block: Block
    also: tuple[str, ...] = ()

    @property
    def words(self) -> list[str]:
        return shlex.split(self.typed)

    @property
    def in_workbook(self) -> bool:
        """Whether it is a command of the workbook, typed beside the project."""
        return self.words[:1] == ["nox"]

    @property
    def is_server(self) -> bool:
        return "runserver" in self.words

    @property
    def ready(self) -> str:
        """What it prints when it is ready. Raise ChapterError where nobody knows."""
        if text := self.block.options.get("ready"):
            return text
        for word in self.words:
            if word in READY:
                return READY[word]
        raise self.block.error(
            f"nobody knows when {self.typed} is ready: add :ready: TEXT, which it prints"
        )

    def argv(self) -> list[str]:
        """Return what is run: the Python of the robot with the same words.

        Raise ChapterError for what the robot cannot run.
        """
        words = self.words
        if words[0] in {"python", "python3"}:
            return [sys.executable, *words[1:], *self.also]
        if words[0] in {"daphne", "uvicorn", "django-admin"}:
            module = "django" if words[0] == "django-admin" else words[0]
            return [sys.executable, "-m", module, *words[1:]]
        if words[:2] == ["nox", "-s"] and len(words) > 2:
            if words[3:4] not in ([], ["--"]):
                raise self.block.error(f"-- is missing behind {' '.join(words[:3])}")
            return [sys.executable, "-m", self.module(words[2]), *words[4:]]
        raise self.block.error(
            f"the robot cannot run “{self.typed}”; say why with :not-run: REASON"
        )

    def module(self, session: str) -> str:
        """Return the module that nox runs for this session. Raise ChapterError."""
        try:
            return nox_modules()[session]
        except KeyError:
            raise self.block.error(
                f"there is no command nox -s {session} that the robot can run"
            ) from None


@cache
def nox_modules() -> dict[str, str]:
    """Return the module of each session of noxfile.py that does nothing but run one."""
    modules = {}
    tree = ast.parse((ROOT / "noxfile.py").read_text(encoding="utf-8"))
    for function in tree.body:
        if not isinstance(function, ast.FunctionDef):
            continue
        for call in ast.walk(function):
            if isinstance(call, ast.Call) and ast.unparse(call.func) == "run_module":
                modules[function.name] = ast.literal_eval(call.args[1])
    return modules


def read_commands(block: Block) -> list[Command]:
    """Return the commands of a {terminal} block. Raise ChapterError."""
    commands = [Command(line.strip(), block) for line in block.lines]
    if not commands:
        raise block.error("there is no command")
    options = block.options
    if "keeps-running" in options and "fails" in options:
        raise block.error(
            "what keeps running cannot fail: choose one of the two options"
        )
    if "not-run" in options and not options["not-run"]:
        raise block.error("write behind :not-run: why the robot does not run it")
    if "record" in options and not re.fullmatch(r"[a-z0-9-]+", options["record"]):
        raise block.error("a name is needed behind :record:, of a-z, 0-9 and hyphens")
    terminal_number(block)
    return commands


def terminal_number(block: Block) -> int:
    """Return the number of the block's terminal. Raise ChapterError."""
    word = block.argument if block.kind == "interrupt" else block.options.get("number")
    if not word:
        return 1
    if not word.isdigit():
        raise block.error(f"{word!r} is no number of a terminal")
    return int(word)
