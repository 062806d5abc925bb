"""The page on troubles: every rule and every mistake has its place there."""

from copy import deepcopy
from importlib.util import find_spec
from pathlib import Path

import pytest

from docs.machinery import doctor_lines
from docs.machinery.directives.troubles import UNSEEN, sentence_on
from docs.machinery.troubles import (
    PAGE,
    Case,
    Missing,
    all_groups,
    by_text,
    errors_in,
    group_of_rules,
    not_shown,
    order,
    searched,
    sort_into,
    unplaced,
    unrecorded,
)
from tests.checks.registry import all_checks
from tests.diagnosis.rule import all_rules
from tests.mistakes.entries import all_mistakes
from tests.mistakes.record import COMMAND, read_record

MISTAKES, RULES = all_mistakes(), all_rules()
GROUPS, KNOWN = order()
MISTAKE = next(one for one in MISTAKES if one.id == "handler-misnamed")


@pytest.fixture
def recorded():
    return deepcopy(read_record()["mistakes"])


def test_every_rule_and_every_mistake_has_its_place(recorded):
    wrong = unplaced(GROUPS, MISTAKES, RULES) + unrecorded(MISTAKES, recorded)
    assert not wrong, "\n".join(wrong)
    shown = [e.rule.id for group in all_groups() for e in group.entries]
    assert sorted(shown) == sorted(RULES)


def test_the_page_shows_every_group():
    assert not not_shown(GROUPS, PAGE.read_text(encoding="utf-8"))
    [said] = not_shown([{"id": "nowhere"}], "```{troubles} elsewhere\n```")
    assert "shows the group nowhere" in said


def test_every_check_has_a_group():
    in_groups = {check for group in GROUPS for check in group["checks"]}
    for check in all_checks():
        used = any(mistake.check == check.name for mistake in MISTAKES)
        assert check.name in in_groups or not used, (
            f"docs/troubleshooting.toml: no group names the check {check.name}"
        )


def test_an_entry_without_a_group_is_named(recorded):
    groups = deepcopy(GROUPS)
    failed = {one.check for one in MISTAKES if one.rule == MISTAKE.rule}
    for group in groups:
        group["rules"] = [rule for rule in group["rules"] if rule != MISTAKE.rule]
        group["checks"] = [name for name in group["checks"] if name not in failed]
    with pytest.raises(Missing, match="the entry handler-misnamed is in no group"):
        sort_into(groups, MISTAKES, recorded, RULES)


def test_a_rule_without_a_mistake_is_named():
    mistakes = [one for one in MISTAKES if one.rule != "no-accept"]
    wrong = unplaced(GROUPS, mistakes, RULES)
    assert any("the rule no-accept has no mistake" in one for one in wrong)


def test_a_mistake_without_a_record_is_named_with_the_command():
    recorded = {one.id: {} for one in MISTAKES if one.id != "handler-misnamed"}
    wrong = unrecorded(MISTAKES, recorded)
    assert any(f"{COMMAND} handler-misnamed" in one for one in wrong)


def test_a_record_without_a_mistake_is_named(recorded):
    recorded["gone"] = {}
    wrong = unrecorded(MISTAKES, recorded)
    assert any("no mistake gone any more" in one for one in wrong)


@pytest.mark.parametrize("kind", ["rules", "checks"])
def test_what_the_order_names_must_be_there_once(kind):
    groups = [*deepcopy(GROUPS), {"id": "more", "checks": [], "rules": []}]
    groups[-1][kind] = ["no-such-thing", groups[-2][kind][0]]
    wrong = unplaced(groups, MISTAKES, RULES)
    assert any(f"there are no {kind} no-such-thing" in one for one in wrong)
    assert any("is in two groups" in one for one in wrong)


def test_a_rule_is_where_it_is_named_and_else_where_its_check_is():
    where = group_of_rules(GROUPS, MISTAKES)
    assert where["handler-misnamed"] == "two-tabs"
    assert where["no-accept"] == "the-handshake"


@pytest.mark.parametrize("known", KNOWN, ids=lambda known: known.words[:20])
def test_what_a_package_prints_later_is_still_in_its_source(known):
    spec = find_spec(known.package)
    file = Path(spec.submodule_search_locations[0], known.file)
    assert known.words in file.read_text(encoding="utf-8")
    assert known.words in known.text
    assert set(known.rules) <= RULES.keys()


@pytest.mark.parametrize(
    ("error", "parts"),
    [
        ("ValueError: No handler for x", ["No handler for x"]),
        ("a.b.Odd: it is", ["it is", "Odd"]),
        (
            "WebSocket to 'ws://x' failed: code: 403",
            ["WebSocket to 'ws://x' failed", "code: 403"],
        ),
        ("nothing else", []),
    ],
)
def test_an_error_is_found_by_its_parts(error, parts):
    assert searched(error) == [error, *parts]


def test_errors_are_found_in_a_log():
    log = [
        "WebSocket HANDSHAKING /ws/chat/lobby/",
        "Traceback (most recent call last):",
        "  ...",
        "ValueError: No handler for message type chat.message",
        "chat/consumers.py:3: RuntimeWarning: coroutine 'x' was never awaited",
    ]
    assert errors_in(log) == [
        "ValueError: No handler for message type chat.message",
        "RuntimeWarning: coroutine 'x' was never awaited",
    ]


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("No handler for message type chat.message", "handler-misnamed"),
        ("SynchronousOnlyOperation", "orm-in-async"),
        (
            "WebSocket connection to 'ws://127.0.0.1:8000/ws/chat/lobby/' failed",
            "no-route",
        ),
        ("took too long to shut down", "handler-does-not-end"),
        ("Connect call failed", "redis-not-there"),
        ("You cannot use AsyncToSync", "async-to-sync-kept"),
    ],
)
def test_an_error_leads_to_its_entry(words, rule):
    found = by_text(all_groups(), KNOWN)
    leads = {name for text, names in found if words in text for name in names}
    assert rule in leads, f"docs/troubleshooting.md: {words!r} leads to {sorted(leads)}"


def test_a_mistake_is_shown_as_a_diff():
    assert Case(MISTAKE, {}).diff().splitlines() == [
        "--- chat/consumers.py",
        " ",
        "-    def chat_message(self, event):",
        "+    def chatMessage(self, event):",
        '         self.send(text_data=message_frame(event["message"]))',
    ]


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.id)
def test_every_mistake_is_a_change(mistake):
    lines = Case(mistake, {}).diff().splitlines()
    assert any(line[0] in "+-" and line[:3] != "---" for line in lines)


@pytest.mark.parametrize("topic", doctor_lines.TOPICS, ids=lambda topic: topic[0])
def test_the_doctor_says_what_to_do_about_each_trouble(topic):
    _, look = topic
    findings = list(look())
    assert findings
    for finding in findings:
        assert finding.ok is not True, finding
        assert finding.do, finding
        assert "{" not in finding.what + finding.do


@pytest.mark.parametrize(
    ("name", "unseen"),
    [
        ("asgi-settings-forgotten", True),
        ("accept-before-group-add", True),
        ("index-shows-room", False),
        ("no-accept", False),
    ],
)
def test_where_nothing_is_to_be_seen_the_page_says_so(name, unseen, recorded):
    mistake = next(one for one in MISTAKES if one.id == name)
    said = sentence_on(Case(mistake, recorded[name]))
    assert said.endswith(UNSEEN) is unseen, said
