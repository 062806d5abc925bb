"""What the doctor finds out, one probe at a time, and never with a traceback."""

import queue
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from traceback import extract_tb

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Finding:
    """One line of the doctor.

    ``ok`` is True for what is well (✓), False for what stops work (✗) and None for a
    warning that does not (!). ``do`` says what to do about it, ``source`` is the
    address of a page that says more, ``name`` the rule in versions.py that fired.
    """

    ok: bool | None
    what: str
    do: str | None = None
    source: str | None = None
    name: str | None = None


@dataclass(frozen=True)
class Probe:
    """Something to find out. ``look`` yields what it finds.

    ``writes`` says that it needs a temporary folder.
    """

    subject: str
    look: Callable[[], Iterable[Finding]]
    writes: bool = False


@dataclass(frozen=True)
class Topic:
    """Probes under one heading, done one after the other."""

    title: str
    probes: tuple[Probe, ...]


def findings_of(probes: Iterable[Probe]) -> Iterator[Finding]:
    """Yield what the probes find. A probe that breaks becomes a ✗ line of its own."""
    for probe in probes:
        try:
            yield from probe.look()
        except Exception as problem:  # noqa: BLE001, whatever it is, the rest goes on
            yield broken(probe.subject, problem)


def broken(subject: str, problem: Exception) -> Finding:
    """Return the line for a probe that met something nobody thought of."""
    ours = [
        frame
        for frame in extract_tb(problem.__traceback__)
        if HERE in Path(frame.filename).parents
    ]
    where = (
        f", in {Path(ours[-1].filename).name} line {ours[-1].lineno}" if ours else ""
    )
    said = " ".join(str(problem).split()) or "no more is said"
    return Finding(
        False,
        f"{subject}: the doctor could not find out "
        f"({type(problem).__name__}: {said}{where}).",
        "If the rest works, this is a fault of the doctor: report this line.",
    )


def in_order(topics: list[Topic], within: float) -> Iterator[tuple[str, Finding]]:
    """Yield (title, finding) as soon as it is known, topic after topic.

    The topics are looked at side by side. What is not known after ``within`` seconds is
    a ✗ line; its thread does not hold up the end of the process.
    """
    deadline = time.monotonic() + within
    found = {topic.title: queue.SimpleQueue() for topic in topics}

    def look(topic: Topic) -> None:
        for finding in findings_of(topic.probes):
            found[topic.title].put(finding)
        found[topic.title].put(None)

    for topic in topics:
        threading.Thread(target=look, args=(topic,), daemon=True).start()
    for topic in topics:
        while True:
            rest = max(deadline - time.monotonic(), 0)
            try:
                finding = found[topic.title].get(timeout=rest)
            except queue.Empty:
                yield topic.title, too_late(topic, within)
                break
            if finding is None:
                break
            yield topic.title, finding


def too_late(topic: Topic, within: float) -> Finding:
    subjects = ", ".join(probe.subject for probe in topic.probes)
    return Finding(
        False,
        f"{topic.title}: no answer within {within:g} seconds ({subjects}).",
        "Try again when the computer has less to do. If it is the same then, "
        "something that is asked here hangs.",
    )
