"""The benchmark of consumers changes copies of the stages: do its edits fit them?"""

import shutil

import pytest

from tests.bench.chats import CONSUMERS, CannotMeasure, change
from tests.bench.consumers import WITHOUT_VISIT, compared
from tests.bench.round_trips import TELLS_ITS_THREAD
from tests.bench.slow_handlers import slow_handlers
from tests.steps import get_step

EDITS = {
    **{handler.name: (handler.stage, handler.edits) for handler in slow_handlers()},
    "threads, stage 2": (2, TELLS_ITS_THREAD),
    "threads, stage 3": (3, TELLS_ITS_THREAD),
    "without visit": (3, WITHOUT_VISIT),
}


@pytest.fixture
def consumers_of(tmp_path):
    """Return a function that copies consumers.py of a stage and returns the copy."""

    def copy(stage):
        return shutil.copy(get_step(stage).path / CONSUMERS, tmp_path / "consumers.py")

    return copy


@pytest.mark.parametrize("name", EDITS)
def test_edits_fit_the_stage(name, consumers_of):
    stage, edits = EDITS[name]
    file = consumers_of(stage)
    try:
        change(file, edits)
    except CannotMeasure as problem:
        pytest.fail(
            f"nox -s bench -- consumers, which docs/stage3.md tells about, cannot edit "
            f"stage {stage} ({name}): {problem}. Mend tests/bench/",
            pytrace=False,
        )
    compile(file.read_text(encoding="utf-8"), file, "exec")


def test_an_edit_that_does_not_fit_is_an_error(consumers_of):
    with pytest.raises(CannotMeasure, match="0 times"):
        change(consumers_of(2), [("no such line", "another")])


def test_ratios_are_those_of_the_same_round():
    rounds = [
        {"this": {"load": {"rate": 30.0}}, "that": {"load": {"rate": 10.0}}},
        {"this": {"load": {"rate": 10.0}}, "that": {"load": {"rate": 10.0}}},
        {"this": {"load": {"rate": 20.0}}, "that": {"load": {"rate": 10.0}}},
    ]
    assert compared(rounds, "this", "that") == {
        "load": {"rate": {"times": 2.0, "least": 1.0, "most": 3.0}}
    }
