"""What the page on troubles shows: rules, their mistakes, and what is said and seen."""

import builtins
import difflib
import re
import sys
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.checks.promise import title
from tests.checks.registry import all_checks
from tests.diagnosis.rule import Rule, all_rules
from tests.diagnosis.words import written
from tests.mistakes.entries import Mistake, all_mistakes
from tests.mistakes.record import COMMAND, read_record

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

BOOK = Path(__file__).resolve().parent.parent
IN_BOOK = "docs/troubleshooting"  # as messages name page and order
ORDER = BOOK / "troubleshooting.toml"
PAGE = BOOK / "troubleshooting.md"
SHOWS = re.compile(r"^```\{troubles\} (\S+)$", re.MULTILINE)
SAID = ("expected", "found", "likely", "look at", "next")
WARNING = re.compile(r".*?\b(RuntimeWarning: .*)")
PLACE = re.compile(r"  \([^()]*\)$")  # behind a line of the console


class Missing(ValueError):
    """Something that the page needs is not there; str() says what, and what to do."""


@dataclass(frozen=True)
class Known:
    """A text that is printed later than the checks look; see docs/troubleshooting.toml."""

    rules: tuple[str, ...]
    text: str
    when: str
    package: str
    file: str
    words: str


@dataclass(frozen=True)
class Case:
    """A mistake, and its entry in docs/recorded/mistakes.json, {} where it has none."""

    mistake: Mistake
    recorded: dict

    @property
    def check(self) -> str:
        return title(self.mistake.check)

    @property
    def seen(self) -> dict:
        return self.recorded.get("seen", {})

    @property
    def message(self) -> str:
        """What nox -s check prints; where it is not recorded, how to do that."""
        if not self.recorded:
            return f"Not recorded yet: {COMMAND} {self.mistake.id}"
        words = {name: self.recorded[name] for name in SAID if name in self.recorded}
        words["next"] += f"; more: nox -s hint -- {self.recorded['rule']}"
        mark = "!" if self.recorded["practice"] else "✗"
        return "\n".join([f"{mark} {self.check}", *written(words)])

    @property
    def errors(self) -> list[str]:
        """The texts of errors in log and console, each once."""
        log = errors_in(self.seen.get("log", []))
        console = [PLACE.sub("", line) for line in self.seen.get("console", [])]
        return list(dict.fromkeys([*log, *console]))

    def diff(self) -> str:
        """Return the mistake as a diff of the stage, without heads."""
        parts = []
        for file, (before, after) in self.mistake.texts().items():
            lines = difflib.unified_diff(
                before.splitlines(), after.splitlines(), lineterm="", n=1
            )
            body = [line for line in list(lines)[2:] if not line.startswith("@@")]
            parts += [f"--- {file}", *body]
        return "\n".join(parts)


@dataclass(frozen=True)
class Entry:
    rule: Rule
    cases: tuple[Case, ...]


@dataclass(frozen=True)
class Group:
    """Entries under one heading of the page."""

    id: str
    entries: tuple[Entry, ...]


def errors_in(log: list[str]) -> list[str]:
    """Return the errors in the lines of a log: what ends a traceback, and warnings."""
    found, in_traceback = [], False
    for line in log:
        if line.startswith("Traceback "):
            in_traceback = True
        elif in_traceback and not line.startswith(" "):
            found.append(line)
            in_traceback = False
        elif warning := WARNING.match(line):
            found.append(warning[1])
    return found


def searched(error: str) -> list[str]:
    """Return the parts of an error that somebody may type into a search field.

    Sphinx's search finds an entry of the index by half of its text or more.
    """
    parts = [error]
    name, colon, text = error.partition(": ")
    if colon and " " not in name:
        parts.append(text)
        if not hasattr(builtins, name):  # of those that Python has there are too many
            parts.append(name.rpartition(".")[2])
    before, failed, why = error.partition(" failed: ")
    if failed:
        parts += [f"{before} failed", why]
    return parts


def read_order(text: str) -> tuple[list[dict], list[Known]]:
    """Return the groups, and the texts that are known, of docs/troubleshooting.toml."""
    data = tomllib.loads(text)
    known = [Known(tuple(one.pop("rules")), **one) for one in data.get("known", [])]
    return data["group"], known


def order() -> tuple[list[dict], list[Known]]:
    return read_order(ORDER.read_text(encoding="utf-8"))


@cache
def all_groups() -> list[Group]:
    """Return the groups with their entries, in order of cause. Raise Missing."""
    groups, _ = order()
    if wrong := not_shown(groups, PAGE.read_text(encoding="utf-8")):
        raise Missing("\n".join(wrong))
    mistakes, recorded = all_mistakes(), read_record()["mistakes"]
    return sort_into(groups, mistakes, recorded, all_rules())


def sort_into(
    groups: list[dict],
    mistakes: list[Mistake],
    recorded: dict,
    rules: dict[str, Rule],
) -> list[Group]:
    """Return the groups with their entries. Raise Missing, see unplaced()."""
    if wrong := unplaced(groups, mistakes, rules):
        raise Missing("\n".join(wrong))
    places = [check.name for check in all_checks()]
    entries = [entry_of(rule, mistakes, recorded) for rule in rules.values()]
    entries.sort(
        key=lambda e: (places.index(e.cases[0].mistake.check), e.rule.rank, e.rule.id)
    )
    where = group_of_rules(groups, mistakes)
    return [
        Group(
            group["id"],
            tuple(entry for entry in entries if where[entry.rule.id] == group["id"]),
        )
        for group in groups
    ]


def entry_of(rule: Rule, mistakes: list[Mistake], recorded: dict) -> Entry:
    cases = [
        Case(one, recorded.get(one.id, {})) for one in mistakes if one.rule == rule.id
    ]
    # The one that is called like the rule is the plainest.
    cases.sort(key=lambda case: (case.mistake.id != rule.id, case.mistake.stage))
    return Entry(rule, tuple(cases))


def group_of_rules(groups: list[dict], mistakes: list[Mistake]) -> dict[str, str]:
    """Return the id of the group for each rule that has one."""
    by_check = {check: group["id"] for group in groups for check in group["checks"]}
    found: dict[str, str] = {}
    for mistake in mistakes:
        if mistake.check in by_check:
            found.setdefault(mistake.rule, by_check[mistake.check])
    return found | {rule: group["id"] for group in groups for rule in group["rules"]}


def not_shown(groups: list[dict], page: str) -> list[str]:
    """Return a message for each group that the page does not show once."""
    shown = Counter(SHOWS.findall(page))
    return [
        f"{IN_BOOK}.md shows the group {group['id']} of {IN_BOOK}.toml "
        f"{shown[group['id']]} times, not once"
        for group in groups
        if shown[group["id"]] != 1
    ]


def unplaced(
    groups: list[dict], mistakes: list[Mistake], rules: dict[str, Rule]
) -> list[str]:
    """Return a message for each rule without a place, and each place for nothing."""
    wrong = []
    with_mistakes = {mistake.rule for mistake in mistakes}
    where = group_of_rules(groups, mistakes)
    for rule in rules:
        if rule not in with_mistakes:
            wrong.append(
                f"{IN_BOOK}.md: the rule {rule} has no mistake, so it has no entry. "
                f"Add one: tests/mistakes/NAME.toml with rule = {rule!r}"
            )
        elif rule not in where:
            checks = sorted({one.check for one in mistakes if one.rule == rule})
            wrong.append(
                f"{IN_BOOK}.md: the entry {rule} is in no group. Name its check "
                f"({', '.join(checks)}) or the rule in a group of {IN_BOOK}.toml"
            )
    checks = {check.name for check in all_checks()}
    for kind, names in (("rules", rules.keys()), ("checks", checks)):
        named = Counter(name for group in groups for name in group[kind])
        wrong += [
            f"{IN_BOOK}.toml: there are no {kind} {name}"
            for name in named
            if name not in names
        ]
        wrong += [
            f"{IN_BOOK}.toml: {name} is in two groups"
            for name in named
            if named[name] > 1
        ]
    return wrong


def unrecorded(mistakes: list[Mistake], recorded: dict) -> list[str]:
    """Return messages about mistakes without a record, and records without a mistake."""
    ids = [mistake.id for mistake in mistakes]
    wrong = []
    if missing := [name for name in ids if name not in recorded]:
        wrong.append(
            f"{IN_BOOK}.md: of these nothing is recorded. "
            f"Write it: {COMMAND} {' '.join(missing)}"
        )
    for gone in sorted(recorded.keys() - set(ids)):
        wrong.append(
            f"{IN_BOOK}.md: there is no mistake {gone} any more. {COMMAND} with any "
            "ID takes it out"
        )
    return wrong


def by_text(groups: list[Group], known: list[Known]) -> list[tuple[str, list[str]]]:
    """Return all texts of errors, in order of the alphabet, with the rules they lead to."""
    found: dict[str, list[str]] = {}
    for group in groups:
        for entry in group.entries:
            texts = [text for case in entry.cases for text in case.errors]
            texts += [one.text for one in known if entry.rule.id in one.rules]
            for text in dict.fromkeys(texts):
                found.setdefault(text, []).append(entry.rule.id)
    return sorted(found.items(), key=lambda item: item[0].lower())
