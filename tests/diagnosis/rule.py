"""A rule: one cause of a failure, how to recognise it, and three hints.

Each module in tests/diagnosis/rules/ is one rule. Its docstring is the cause in one line, its
file name with hyphens is the rule's id. It has

EXPLAINS  names of checks, without test_; most use the groups below
RANK      rules with a lower one are asked first: SAID, DONE or WRITTEN
HINTS     three texts: where to look, what is missing, the lines
match()   given an Evidence, returns a Cause, or None if this is not it
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from tests.diagnosis import rules
from tests.diagnosis.evidence import Evidence
from tests.diagnosis.source import Place

SAID, DONE, WRITTEN, PLAIN = 1, 2, 3, 4
"""What an error said; what ran and what did not; how it is written; the error as it is."""

START = frozenset({"runserver_starts_an_ASGI_server"})
PAGES = frozenset({"the_index_page_leads_to_a_room"})
HANDSHAKE = frozenset({"a_WebSocket_handshake_is_accepted"})
PAGE_SOCKET = frozenset({"the_room_page_opens_its_WebSocket"})
ORIGIN = frozenset({"pages_of_other_sites_are_refused"})
ONE_TAB = frozenset({"a_message_appears_once_in_the_tab_that_sent_it"})
MARKUP = frozenset({"markup_in_a_message_shows_as_text"})
TWO_TABS = frozenset(
    {
        "the_other_tab_in_the_room_stays_empty",
        "both_tabs_in_a_room_see_each_message_once_and_in_order",
    }
)
JOINED = frozenset({"a_connected_tab_has_joined_its_group"})
OTHER_ROOM = frozenset({"a_tab_in_another_room_sees_nothing"})
TWO_PROCESSES = frozenset({"two_server_processes_share_a_room"})
CLEAN_UP = frozenset({"a_closed_tab_leaves_nothing_behind"})
INSIDE = frozenset(
    {"handlers_run_on_a_worker_thread", "handlers_run_on_the_event_loop"}
)
BLOCKING = frozenset({"no_handler_holds_up_the_event_loop"})

CONNECTING = HANDSHAKE | PAGE_SOCKET
TALK = ONE_TAB | TWO_TABS | JOINED | OTHER_ROOM
SOCKETS = CONNECTING | TALK | TWO_PROCESSES | CLEAN_UP | INSIDE | BLOCKING | MARKUP
"""Checks in which a consumer runs."""


@dataclass(frozen=True)
class Cause:
    """What a rule says: one sentence of cause, one of what to do, and where."""

    likely: str
    next: str
    place: Place | None = None


@dataclass(frozen=True)
class Rule:
    id: str
    summary: str
    explains: frozenset[str]
    rank: int
    hints: tuple[str, str, str]
    match: Callable[[Evidence], Cause | None]


@dataclass(frozen=True)
class Diagnosis:
    """The rule that fits, and what it says."""

    rule: Rule
    cause: Cause


@cache
def all_rules() -> dict[str, Rule]:
    """Return all rules by their ids, in the order in which they are asked."""
    found = []
    for info in iter_modules(rules.__path__):
        module = import_module(f"{rules.__name__}.{info.name}")
        found.append(
            Rule(
                id=info.name.replace("_", "-"),
                summary=module.__doc__.strip(),
                explains=frozenset(module.EXPLAINS),
                rank=module.RANK,
                hints=module.HINTS,
                match=module.match,
            )
        )
    found.sort(key=lambda rule: (rule.rank, rule.id))
    return {rule.id: rule for rule in found}


def diagnose(evidence: Evidence) -> Diagnosis | None:
    """Return what the first rule that fits says, or None when no rule fits."""
    for rule in all_rules().values():
        if evidence.check in rule.explains and (cause := rule.match(evidence)):
            return Diagnosis(rule, cause)
    return None
