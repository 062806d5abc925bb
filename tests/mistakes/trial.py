"""Make a mistake, run its check and those that it needs, and look what is said."""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext

from tests.checks.registry import Check, all_checks
from tests.coach.desk import Desk
from tests.coach.run import FAILED, Result
from tests.harness.redis_server import RedisServer
from tests.mistakes.entries import Mistake


def needed(name: str) -> set[str]:
    """Return the names of the check and of all that it needs, directly or not."""
    checks: dict[str, Check] = {check.name: check for check in all_checks()}
    names, waiting = set(), [name]
    while waiting:
        check = waiting.pop()
        if check not in names:
            names.add(check)
            waiting += checks[check].needs
    return names


@contextmanager
def redis_for(mistake: Mistake) -> Iterator[str | None]:
    """Give the address of a Redis of its own where the mistake has one, else None."""
    if not mistake.redis:
        yield None
        return
    redis = RedisServer(more=mistake.redis)
    try:
        yield redis.url
    finally:
        redis.stop()


def try_out(
    mistake: Mistake, desk: Desk, redis_url: str | None = None
) -> Result | None:
    """Return the first check that fails on the mistake, None where none does.

    ``redis_url`` is that of redis_for() where somebody has it already.
    """
    with redis_for(mistake) if redis_url is None else nullcontext(redis_url) as url:
        results = desk.check(
            mistake.make(),
            mistake.stage,
            patient=True,
            only=needed(mistake.check),
            redis_url=url,
        )
    return next((result for result in results if result.verdict == FAILED), None)


def complaints(mistake: Mistake, result: Result | None) -> list[str]:
    """Return what is wrong with what was said; nothing if all is as the entry asks."""
    if result is None:
        return ["no check failed"]
    found = []
    if result.check.name != mistake.check:
        found.append(f"{result.check.name} failed first")
    if result.diagnosis is None:
        return [*found, "no rule fits"]
    if result.diagnosis.rule.id != mistake.rule:
        found.append(f"the rule is {result.diagnosis.rule.id}")
    found += [
        f"{word!r} is not said" for word in mistake.says if word not in result.text
    ]
    place = result.diagnosis.cause.place
    if mistake.at and (place is None or place.file != mistake.at):
        found.append(f"it points at {place}, not at {mistake.at}")
    if mistake.line and not found:
        lines = result.folder.joinpath(place.file).read_text("utf-8").splitlines()
        line = lines[place.line - 1] if place.line else ""
        if mistake.line not in line:
            found.append(f"line {place.line} is {line.strip()!r}, not {mistake.line!r}")
    return found
