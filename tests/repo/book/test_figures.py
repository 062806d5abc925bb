"""docs/figures.json: what the book says in figures is measured with what is installed."""

import pytest

from docs.machinery.facts import version_of
from docs.machinery.places import CONSTRAINTS
from tests.bench.__main__ import BENCHMARKS, main
from tests.bench.figures import read_figures, write_figures
from tests.bench.layers import CORE, TIMEOUT, UNTUNED


@pytest.mark.parametrize("name", sorted(read_figures()))
def test_figures_are_of_the_versions_that_learners_get(name):
    pins = CONSTRAINTS.read_text(encoding="utf-8")
    for package, measured in read_figures()[name]["versions"].items():
        pinned = version_of(package, pins)
        assert measured == pinned, (
            f"docs/figures.json has {name} measured with {package} {measured}, and "
            f"constraints.txt has {pinned}. Measure again: nox -s bench -- {name}"
        )


def test_each_figure_has_a_benchmark_that_writes_it():
    assert set(read_figures()) <= set(BENCHMARKS)


def test_a_benchmark_leaves_the_figures_of_others(tmp_path):
    file = tmp_path / "figures.json"
    write_figures("one", {"seconds": 1}, (), file)
    write_figures("two", {"tabs": {"closed": 2}}, ("pytest",), file)
    write_figures("one", {"seconds": 3}, (), file)
    figures = read_figures(file)
    assert figures["one"] == {"seconds": 3, "versions": {}}
    assert figures["two"]["tabs"] == {"closed": 2}
    assert figures["two"]["versions"] == {"pytest": pytest.__version__}


def test_a_benchmark_that_is_not_there_is_a_wrong_argument(capsys):
    assert main(["lairs"]) == 2
    said = capsys.readouterr().err
    assert "There is no benchmark lairs." in said
    assert "layers" in said


def test_the_core_layer_is_measured_with_and_without_its_timeout():
    assert CORE.count(TIMEOUT) == 1
    for text in (CORE, UNTUNED):
        settings = {}
        exec(compile(text, "core_layer.py", "exec"), settings)
        layer = settings["CHANNEL_LAYERS"]["default"]
        assert layer["BACKEND"] == "channels_redis.core.RedisChannelLayer"
        [host] = layer["CONFIG"]["hosts"]
        assert ("socket_timeout" in host) is (text == CORE)
