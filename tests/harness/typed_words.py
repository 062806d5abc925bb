"""What is wrong with how a command of the workbook was typed, before nox reads it.

nox says "Sessions not found: 1" to who has forgotten the --. Like front_door.py, this
imports nothing that has to be installed.
"""

import difflib
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

OF_SESSIONS = {"-s", "--session", "--sessions"}


def refuse_wrong_words(typed: Sequence[str], commands: Iterable[str]) -> None:
    """Exit with a sentence and code 2 where ``typed``, as sys.argv, cannot be meant so."""
    program = Path(typed[0])
    if program.stem == "noxfile":
        form = f"{Path(sys.orig_argv[0]).name} {program.name}"
    elif "nox" in {program.stem, program.parent.name}:  # nox, or python -m nox
        form = "nox"
    else:
        return  # somebody else imports noxfile.py
    if sentence := what_is_wrong(typed[1:], form, set(commands)):
        print(sentence, file=sys.stderr)
        sys.exit(2)


def what_is_wrong(words: Sequence[str], form: str, commands: set[str]) -> str | None:
    """Return a sentence about the words behind "nox", None where nothing is wrong.

    ``form`` is how the program is called here.
    """
    words, rest = list(words), []
    if "--" in words:
        middle = words.index("--")
        words, rest = words[:middle], words[middle + 1 :]
    if words and words[0] in commands:
        right = " ".join([form, "-s", *with_dashes(words, rest)])
        return f"-s is missing before the command. Type: {right}"
    at = next((n for n, word in enumerate(words) if word in OF_SESSIONS), None)
    if at is None:
        return None
    named = words[at + 1 :]
    end = next((n for n, word in enumerate(named) if word[:1] == "-"), len(named))
    unknown = [word for word in named[:end] if word not in commands]
    if not unknown:
        return None
    if unknown[0] == named[0]:
        near = difflib.get_close_matches(unknown[0], commands, n=1)
        meant = f" Did you mean {near[0]}?" if near else ""
        return f"There is no command {unknown[0]}.{meant} All commands: {form} -l"
    right = " ".join([form, *words[: at + 1], *with_dashes(named, rest)])
    return f"-- is missing between the command and the rest. Type: {right}"


def with_dashes(words: list[str], rest: list[str]) -> list[str]:
    """Return a command and what follows it, with -- between them."""
    command, *others = words
    return [command, "--", *others, *rest] if others or rest else [command]
