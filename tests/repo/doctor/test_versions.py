"""nox -s doctor: which versions of packages fit together, and which do not."""

import pytest
from packaging.requirements import Requirement

from tests.doctor import probes
from tests.doctor.settings_facts import read_settings, settings_file
from tests.doctor.versions import MISFITS
from tests.repo.doctor.shared import CORE, said
from tests.steps import ROOT, STEPS

PUBSUB = "channels_redis.pubsub.RedisPubSubChannelLayer"
LOCAL = "redis://localhost:6379"


def layer(backend: str, *hosts) -> dict:
    config = {"hosts": list(hosts)} if hosts else {}
    return {"CHANNEL_LAYERS": {"default": {"BACKEND": backend, "CONFIG": config}}}


FITTING = {
    "django": "5.2.8",
    "channels": "4.3.2",
    "daphne": "4.2.3",
    "channels-redis": "4.3.0",
    "redis": "8.1.0",
    "asgi-redis": None,
    "django-channels": None,
    "uvicorn": None,
    "websockets": None,
    "wsproto": None,
}

WRONG = {
    "channels-absent": ({"channels": None, "daphne": None}, {}),
    "channels-2": ({"channels": "2.4.0", "daphne": "2.5.0"}, {}),
    "channels-3": ({"channels": "3.0.5", "daphne": "3.0.2"}, {}),
    "daphne-listed-and-absent": ({"daphne": None}, {"INSTALLED_APPS": ["daphne"]}),
    "daphne-absent": ({"daphne": None}, {}),
    "daphne-too-old": ({"daphne": "3.0.2"}, {}),
    "daphne-too-new": ({"channels": "3.0.5"}, {}),
    "channels-redis-too-old": ({"channels-redis": "3.4.1", "redis": None}, {}),
    "channels-redis-absent": ({"channels-redis": None}, layer(PUBSUB)),
    "redis-py-8-and-core-layer": ({}, layer(CORE, ("localhost", 6379))),
    "asgi-redis-layer": ({}, layer("asgi_redis.RedisChannelLayer")),
    "asgi-redis-left-over": ({"asgi-redis": "1.4.3"}, {}),
    "django-channels": ({"django-channels": "0.1"}, {}),
    "uvicorn-without-websockets": ({"uvicorn": "0.54.0"}, {}),
}


def test_every_combination_in_the_table_is_tried():
    assert WRONG.keys() == {misfit.name for misfit in MISFITS}


@pytest.mark.parametrize("misfit", MISFITS, ids=lambda misfit: misfit.name)
def test_versions_that_do_not_fit_are_told(misfit):
    changed, facts = WRONG[misfit.name]
    found = probes.examine_versions(
        {**FITTING, **changed}, facts, "venv/bin/python -m pip"
    )
    (mine,) = [finding for finding in found if finding.name == misfit.name]
    assert mine.ok is (False if misfit.stops else None)
    assert "{" not in said([mine])
    assert mine.source.startswith("https://")
    assert len(found) <= 2, said(found)


@pytest.mark.parametrize("python", ["3.10.1", "3.11.9", "3.12.1", "3.13.0", "3.14.2"])
@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.folder)
def test_our_own_versions_fit(python, step):
    facts = read_settings(settings_file(step.path))
    assert facts["INSTALLED_APPS"][0] == "daphne"
    assert probes.examine_versions({**pins(python), "python": python}, facts) == []


def pins(python: str) -> dict[str, str]:
    """Return the versions in constraints.txt for this Python."""
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    wanted = [Requirement(line) for line in lines if line.strip()]
    system = {"python_full_version": python, "sys_platform": "linux"}
    return {
        one.name: str(one.specifier).removeprefix("==")
        for one in wanted
        if not one.marker or one.marker.evaluate(system)
    }


@pytest.mark.parametrize(
    "facts",
    [
        layer(PUBSUB, LOCAL),
        layer(CORE, {"address": LOCAL, "socket_timeout": None}),
        layer(CORE, {"address": LOCAL, "socket_timeout": 30}),
        layer(CORE, f"{LOCAL}?socket_timeout=30"),
        layer("mysite.layers.OurLayer"),
        {"CHANNEL_LAYERS": "not known"},
        {},
        None,
    ],
)
def test_redis_py_8_fits_where_the_layer_can_wait(facts):
    assert probes.examine_versions(FITTING, facts) == []


@pytest.mark.parametrize("hosts", [(), (LOCAL,), ({"address": LOCAL},)])
def test_redis_py_8_does_not_fit_where_the_layer_says_nothing_of_waiting(hosts):
    found = probes.examine_versions(FITTING, layer(CORE, *hosts))
    assert "1011" in said(found)
    older = {**FITTING, "redis": "7.4.0"}
    assert probes.examine_versions(older, layer(CORE, *hosts)) == []


def test_of_what_is_not_known_nothing_is_said():
    assert probes.examine_versions({}, None) == []
    assert probes.examine_versions({"kind": "versions", "channels": "?"}, {}) == []
    assert probes.examine_versions({"channels": "4.3.2", "uvicorn": "0.54.0"}, {}) == []


def test_uvicorn_in_place_of_daphne_is_no_fault():
    versions = {**FITTING, "daphne": None, "uvicorn": "0.54.0", "websockets": "16.0"}
    assert probes.examine_versions(versions, {"INSTALLED_APPS": ["chat"]}) == []


@pytest.mark.parametrize(
    ("django", "python", "ok"),
    [
        ("4.2.30", "3.12.1", True),
        ("4.2.30", "3.13.0", None),
        ("5.2.7", "3.14.0", None),
        ("5.2.8", "3.14.0", True),
        ("6.0", "3.11.9", False),
        ("6.1.1", "3.14.0", True),
        ("9.0", "3.10.0", True),  # nothing is known of it
    ],
)
def test_django_and_python(django, python, ok):
    versions = {**FITTING, "django": django, "python": python}
    found = probes.examine_versions(versions, {})
    assert [finding.ok for finding in found] == ([] if ok else [ok])
