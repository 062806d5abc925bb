"""nox -s hint: for each diagnosis and exercise three hints, each call the next one."""

import json
import sys
import time
from pathlib import Path

from tests.coach.words import utf8_output
from tests.diagnosis.evidence import near
from tests.diagnosis.rule import Rule, all_rules
from tests.exercises.words import ExerciseHints, all_hints
from tests.steps import ROOT

FORM = "nox -s hint -- ID, where ID is what a failed check prints behind more:"
MEMORY = ROOT / ".nox" / "hints.json"
FORGET_AFTER = 3600.0  # seconds after which the hints of a rule begin again
LEVELS = ("where to look", "what is missing", "the lines")


def next_level(rule: str, memory: Path = MEMORY, now: float | None = None) -> int:
    """Return the number of the hint that is due, 0 to 2, and remember that it was given.

    The last one is given again and again. After an hour of silence they begin anew.
    """
    now = time.time() if now is None else now
    given = read(memory)
    level, when = given.get(rule, (-1, 0.0))
    level = 0 if now - when > FORGET_AFTER else min(level + 1, len(LEVELS) - 1)
    given[rule] = (level, now)
    memory.parent.mkdir(exist_ok=True)
    memory.write_text(json.dumps(given), encoding="utf-8")
    return level


def read(memory: Path) -> dict[str, list]:
    """Return what was given when; nothing where the file is missing or spoilt."""
    try:
        found = json.loads(memory.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def hint(rule: Rule | ExerciseHints, level: int) -> str:
    """Return the text of a hint, with its number and how to get the next."""
    lines = [f"{rule.summary}", "", f"Hint {level + 1} of 3, {LEVELS[level]}:", ""]
    lines += [f"  {line}" for line in rule.hints[level].splitlines()]
    if level + 1 < len(LEVELS):
        lines += ["", f"The next one: nox -s hint -- {rule.id}"]
    return "\n".join(lines)


def main(words: list[str]) -> int:
    utf8_output()
    rules = all_rules() | all_hints()
    if len(words) == 1 and words[0] in rules:
        print(hint(rules[words[0]], next_level(words[0])))
        return 0
    if not words:
        print("There are hints for these, by the id that a failed check prints:\n")
        width = max(map(len, rules))
        for rule in sorted(rules.values(), key=lambda rule: rule.id):
            print(f"  {rule.id:<{width}}  {rule.summary}")
        return 0
    if len(words) > 1:
        problem = f"One ID is needed, not {len(words)}."
    else:
        other = near(words[0], rules, 0.6)
        meant = f" Did you mean {other}?" if other else " Without an ID all are listed."
        problem = f"There is no hint for {words[0]}.{meant}"
    print(f"{problem}\nusage: {FORM}", file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
