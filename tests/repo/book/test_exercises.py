"""Every exercise can be solved, and its checks tell a solution from what is none."""

import re
import sys
from itertools import pairwise

import pytest

from tests.checks.promise import SERVER_STARTS
from tests.checks.registry import checks_of
from tests.coach.check import read_arguments
from tests.coach.hint import main as hint
from tests.coach.report import Report
from tests.coach.run import FAILED, NOT_RUN, PASSED, Result
from tests.exercises.entries import all_exercises, exercises_of
from tests.exercises.words import all_hints, checks_for, last_error, solved
from tests.harness.choice import WrongChoice
from tests.harness.launching import launch
from tests.harness.processes import Process
from tests.harness.project import Project
from tests.steps import NUMBERS, ROOT, get_step

EXERCISES = list(all_exercises().values())
WRONG = [(exercise, wrong) for exercise in EXERCISES for wrong in exercise.wrong]
BOOK = ROOT / "docs" / "exercises.md"

each_exercise = pytest.mark.parametrize("exercise", EXERCISES, ids=lambda one: one.name)
each_wrong = pytest.mark.parametrize(
    ("exercise", "wrong"), WRONG, ids=[f"{one.name}-{bad.id}" for one, bad in WRONG]
)


def failures(desk, exercise, project, checks) -> list:
    """Return the Results of those of the exercise's checks that fail on the project."""
    nothing: set[str] = set()
    results = desk.check(project, exercise.stage, only=nothing, then=checks)
    failed = [result for result in results if result.verdict == FAILED]
    assert all(one.failure.expected != SERVER_STARTS for one in failed), failed[0].text
    return failed


@pytest.mark.browser
@each_exercise
def test_the_plain_stage_is_no_solution(exercise, desk):
    project = Project.at(get_step(exercise.stage).path)
    failed = failures(desk, exercise, project, exercise.checks)
    first = failed[0]
    proved = {one.check.name for one in failed} | {one.check for one in exercise.wrong}
    assert {check.name for check in exercise.checks} <= proved, "a check never fails"
    assert first.failure.expected in first.text
    assert first.failure.found in first.text
    assert f"nox -s hint -- {exercise.hint_id}" in first.text


@pytest.mark.browser
@each_exercise
def test_the_solution_passes_the_checks_of_stage_and_exercise(exercise, desk):
    wanted = checks_for(exercise)
    results = desk.check(exercise.lay_out(), exercise.stage, **wanted)
    assert [one.text for one in results if one.verdict != PASSED] == []
    assert len(results) == len(wanted["only"]) + len(wanted["then"])


@pytest.mark.browser
def test_what_comes_after_accept_may_take_long(desk):
    project = all_exercises()["last-messages"].lay_out()
    consumers = project.path / "chat" / "consumers.py"
    begin = "    async def send_history(self):\n"
    source = consumers.read_text("utf-8")
    assert begin in source
    source = source.replace(begin, f"{begin}        await asyncio.sleep(0.5)\n")
    consumers.write_text(f"import asyncio\n{source}", "utf-8")
    results = desk.check(project, 3, only={"two_server_processes_share_a_room"})
    assert results[-1].check.name == "two_server_processes_share_a_room"
    assert [one.text for one in results if one.verdict != PASSED] == []


@pytest.mark.browser
@each_wrong
def test_a_wrong_solution_is_told_what_is_wrong(exercise, wrong, desk):
    names = [check.name for check in exercise.checks]
    # What comes after it is not asked: some checks wait long.
    checks = exercise.checks[: names.index(wrong.check) + 1]
    first, *_ = failures(desk, exercise, exercise.lay_out(wrong), checks)
    assert first.check.name == wrong.check, first.text
    assert [word for word in wrong.says if word not in first.text] == [], first.text


@each_exercise
def test_manage_py_check_finds_nothing_in_the_solution(exercise):
    words = ["check", "--", "makemigrations", "--check", "--dry-run"]
    process = launch(exercise.lay_out(), words, {})
    assert process.wait(within=30) == 0, process.output
    assert "System check identified no issues (0 silenced)." in process.lines


@each_exercise
def test_wrong_solutions_name_checks_that_there_are(exercise):
    names = {check.name for check in exercise.checks}
    assert {wrong.check for wrong in exercise.wrong} <= names
    assert exercise.wrong, f"{exercise.name} has no wrong solution"
    of_stage = all(one.promise.steps == {exercise.stage} for one in exercise.checks)
    where = f"docs/exercises.md, {exercise.name}"
    assert of_stage, f"{where}: its checks are of another stage than {exercise.stage}"


@each_exercise
def test_the_three_hints_are_given_one_after_the_other(
    exercise, tmp_path, monkeypatch, capsys
):
    monkeypatch.setattr(
        "tests.coach.hint.next_level.__defaults__", (tmp_path / "h", None)
    )
    for number, text in enumerate(exercise.hints, start=1):
        assert hint([exercise.hint_id]) == 0
        said = capsys.readouterr().out
        assert exercise.title in said
        assert f"Hint {number} of 3" in said
        assert text.splitlines()[0] in said


@pytest.mark.parametrize("step", NUMBERS)
def test_a_stage_has_at_least_three_exercises_in_an_order(step):
    places = [exercise.place for exercise in exercises_of(step)]
    wanted = list(range(1, max(len(places), 3) + 1))
    assert places == wanted, f"docs/exercises.md, stage {step}: the places of exercises"


@pytest.mark.parametrize("step", NUMBERS)
def test_the_exercises_of_each_stage_are_in_the_book(step):
    assert re.search(rf"^```\{{exercises\}} {step}$", BOOK.read_text("utf-8"), re.M)


def test_hints_have_ids_that_no_rule_has():
    assert len(all_hints()) == len(EXERCISES)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("1 --exercise sing", r"Stage 1 has no exercise sing\. .*: who-is-speaking"),
        ("2 --exercise who-is-speaking", "It is one of stage 1"),
    ],
)
def test_who_names_no_exercise_of_the_stage_is_told_which_there_are(words, sentence):
    with pytest.raises(WrongChoice, match=sentence):
        read_arguments(words.split())


# What is said


def results_of(exercise, *verdicts) -> list[Result]:
    """Return a Result of the stage, and one of the exercise for each verdict."""
    [of_stage, *_] = checks_of(exercise.stage)
    found = [Result(of_stage, PASSED)]
    for check, verdict in zip(exercise.checks, verdicts, strict=False):
        found.append(Result(check, verdict))
    return found


@pytest.mark.parametrize(
    ("verdicts", "sentence"),
    [
        ([PASSED, PASSED], "The exercise Who is speaking is solved: 2 checks passed."),
        ([PASSED, FAILED], "is not solved yet: 1 check passed, 1 failed."),
        ([FAILED, NOT_RUN], "0 checks passed, 1 failed, 1 waits for that."),
    ],
)
def test_the_last_sentence_is_about_the_exercise(verdicts, sentence):
    exercise = all_exercises()["who-is-speaking"]
    results = results_of(exercise, *verdicts)
    report = Report("anna", ROOT, 1, results, exercise=exercise.title)
    assert sentence in report.sentence


def test_who_has_not_reached_the_stage_is_told_so_first():
    exercise = all_exercises()["who-is-speaking"]
    results = [Result(one.check, FAILED) for one in results_of(exercise)]
    report = Report("anna", ROOT, 1, results, exercise=exercise.title)
    assert report.sentence.startswith("Stage 1 is not reached yet: ")
    assert report.sentence.endswith("The exercise Who is speaking comes after it.")


@pytest.mark.parametrize(
    ("errors", "named"),
    [
        ([], None),
        (["KeyError: 'to'"], "KeyError: 'to'"),
        (["KeyError: 'to'", "autobahn.exception.Disconnected: gone"], "KeyError: 'to'"),
        (["autobahn.exception.Disconnected: gone"], None),
        (["ValueError: 1", "KeyError: 'to'"], "KeyError: 'to'"),
    ],
)
def test_the_last_error_in_the_log_is_named(errors, named):
    head = 'Traceback (most recent call last):\n  File "a.py", line 1, in receive\n'
    log = "".join(f"{head}{error}\nWebSocket DISCONNECT\n" for error in errors)
    assert last_error(f"WebSocket CONNECT\n{log}") == named


@pytest.mark.parametrize("step", NUMBERS)
def test_who_has_solved_one_is_told_the_next(step):
    exercises = exercises_of(step)
    for one, following in pairwise(exercises):
        said = solved(one)
        assert "docs/exercises.md" in said
        assert f"nox -s check -- {step} PATH --exercise {following.name}" in said
    assert f"the last in the list of stage {step}" in solved(exercises[-1])


@pytest.mark.browser
@pytest.mark.xdist_group("own browsers")
def test_check_runs_an_exercise_after_the_stage(environment_apart):
    exercise = all_exercises()["staff-rooms"]
    solution = exercise.lay_out(exercise.wrong[0]).path
    words = ["1", str(solution), "--exercise", exercise.name]
    command = [sys.executable, "-m", "tests.coach.check", *words]
    check = Process(command, cwd=ROOT, env=environment_apart)
    assert check.wait(within=60) == 1, check.output
    check.kill()
    assert f"Stage 1, then {exercise.title}, on " in check.lines[0]
    stage = check.lines.index("✓ Runserver starts an ASGI server")
    failed = next(n for n, line in enumerate(check.lines) if line.startswith("✗ "))
    assert stage < failed
    assert "is not solved yet" in check.output
