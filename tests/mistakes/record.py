"""docs/recorded/mistakes.json: what is said about each mistake, for the book.

nox -s mistakes -- --record writes it; the test that makes each mistake compares what is
said with it. What is only seen (log, console, tabs) is there to be read, and depends on
the browser and on how fast the computer is: it is not compared.
"""

import json
import sys
from concurrent.futures import Future
from contextlib import ExitStack
from pathlib import Path

from tests.coach.desk import Desk
from tests.coach.run import CannotRun, Result
from tests.diagnosis.words import said
from tests.harness.browser_finder import NoBrowser
from tests.harness.browsers import start_browser, stop_browser
from tests.harness.launching import as_forks
from tests.harness.subject import Subject
from tests.mistakes.entries import Mistake, all_mistakes
from tests.mistakes.normal import is_error, lines_of, masked, normal, telling_blocks
from tests.mistakes.trial import complaints, redis_for, try_out
from tests.steps import ROOT

FILE = ROOT / "docs" / "recorded" / "mistakes.json"
COMMAND = "nox -s mistakes -- --record"
PYTHON = "{}.{}".format(*sys.version_info)
"""Whose own sentences, as of a SyntaxError, are in what is recorded."""


def read_record(file: Path = FILE) -> dict:
    """Return "python" and "mistakes", a dict by id. Without a file nothing is recorded."""
    if not file.exists():
        return {"python": PYTHON, "mistakes": {}}
    return json.loads(file.read_text(encoding="utf-8"))


def write_record(record: dict, file: Path = FILE) -> None:
    record = {**record, "mistakes": dict(sorted(record["mistakes"].items()))}
    file.parent.mkdir(exist_ok=True)
    text = json.dumps(record, indent=1, ensure_ascii=False)
    file.write_text(f"{text}\n", encoding="utf-8")


def words_of(result: Result) -> dict[str, str]:
    """Return what a check that failed says: expected, found, likely, look at, next."""
    every = said(result.failure, result.diagnosis)
    return {name: normal(text, result.folder) for name, text in every.items()}


def changed(mistake: Mistake, result: Result, record: dict) -> str:
    """Return the message about what is said otherwise than recorded; "" if nothing is.

    Another Python has other sentences: then nothing is compared.
    """
    if record["python"] != PYTHON:
        return ""
    where = f"docs/troubleshooting.md, entry {mistake.rule}, mistake {mistake.id}"
    write = f"{COMMAND} {mistake.id}"
    old = record["mistakes"].get(mistake.id)
    if old is None:
        return f"{where}: nothing is recorded. Write it: {write}"
    new = {"check": result.check.name, "rule": mistake.rule, **words_of(result)}
    lines = [
        f"  {name}\n    recorded  {old.get(name)}\n    now       {text}"
        for name, text in new.items()
        if masked(old.get(name) or "") != masked(text)
    ]
    if not lines:
        return ""
    return "\n".join(
        [f"{where}: it says something else now.", *lines, f"If that is right: {write}"]
    )


def take_down(mistake: Mistake, desk: Desk, driver) -> dict:
    """Make a mistake, and return its entry. Raise ValueError for the wrong advice."""
    with redis_for(mistake) as url:
        result = try_out(mistake, desk, url)
        if wrong := complaints(mistake, result):
            raise ValueError("; ".join(wrong))
        from tests.mistakes.visit import visit  # Selenium takes a while to import

        subject = Subject(
            mistake.make(),
            needs_redis=mistake.stage > 1,
            redis_url=url or desk.redis_url(mistake.stage),
        )
        try:
            sight = visit(subject, driver)
        finally:
            subject.stop()
    blocks = sight.log
    for block in telling_blocks(result.evidence.log, result.folder):
        if is_error(block) and block not in blocks:
            blocks.append(block)
    seen = {
        "log": lines_of(blocks),
        "console": sight.console,
        "pages": sight.pages,
        "tabs": sight.tabs,
        "codes": sight.codes,
    }
    return {
        "check": result.check.name,
        "rule": mistake.rule,
        **words_of(result),
        "practice": result.check.promise.practice,
        "seen": {name: value for name, value in seen.items() if value},
    }


def record(chosen: list[Mistake], file: Path = FILE) -> list[str]:
    """Make each of the mistakes and write what is said. Return what went wrong.

    What was recorded of other mistakes stays, as long as there are these. Raise CannotRun.
    """
    old = read_record(file)
    if old["python"] != PYTHON:
        old = {"python": PYTHON, "mistakes": {}}
    ids = {mistake.id for mistake in all_mistakes()}
    kept = {name: one for name, one in old["mistakes"].items() if name in ids}
    old = {**old, "mistakes": kept}
    wrong = []
    with ExitStack() as stack:
        driver = start_browser()
        if isinstance(driver, NoBrowser):
            raise CannotRun(str(driver), "browser")
        stack.callback(stop_browser, driver)
        stack.enter_context(as_forks())
        browser: Future = Future()
        browser.set_result(driver)
        desk = stack.enter_context(Desk(browser, hurry=True))
        for mistake in chosen:
            try:
                old["mistakes"][mistake.id] = take_down(mistake, desk, driver)
            except ValueError as problem:
                wrong.append(f"{mistake.id}: {problem}")
                print(f"✗ {wrong[-1]}", flush=True)
                continue
            write_record(old, file)
            print(f"✓ {mistake.id}", flush=True)
    return wrong
