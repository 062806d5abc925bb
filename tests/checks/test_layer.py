"""What the settings say about the channel layer."""

from tests.checks.promise import expect, promise
from tests.checks.test_handshake import (
    test_a_WebSocket_handshake_is_accepted as accepts,
)

REDIS_LAYER = "channels_redis."
TRAP = "channels_redis.core."


def facts(subject, kind: str) -> dict:
    """Return the first event of this kind that the server's witness told."""
    _ = subject.server
    return next(event for event in subject.events if event["kind"] == kind)


def default_layer(subject) -> dict:
    layers = facts(subject, "settings")["values"].get("CHANNEL_LAYERS")
    layer = layers.get("default") if isinstance(layers, dict) else None
    return layer if isinstance(layer, dict) else {}


@promise(2, 3, needs=(accepts,))
def test_the_settings_have_a_channel_layer(subject):
    layer = default_layer(subject)
    expect(layer, 'CHANNEL_LAYERS has an entry "default"', "it has none")
    unknown = sorted(set(layer) - {"BACKEND", "CONFIG", "TEST_CONFIG"})
    expected = '"default" of CHANNEL_LAYERS has BACKEND and CONFIG'
    expect(not unknown, expected, f"{', '.join(unknown)} beside them is not read")


@promise(2, 3, needs=(accepts,), practice=True)
def test_the_settings_name_the_Redis(subject):
    layer = default_layer(subject)
    expected = 'the settings have "hosts" in the CONFIG of the channel layer'
    named = not layer.get("BACKEND", "").startswith(REDIS_LAYER) or (
        layer.get("CONFIG") or {}
    ).get("hosts")
    expect(layer and named, expected, "without it, it is localhost:6379 everywhere")


@promise(2, 3, needs=(accepts,), practice=True)
def test_the_channel_layer_keeps_silent_tabs(subject):
    backend = str(default_layer(subject).get("BACKEND", ""))
    expect(backend, "a channel layer", "there is none")
    redis = facts(subject, "versions")["redis"] or "0"
    trapped = backend.startswith(TRAP) and int(redis.partition(".")[0]) >= 8
    expect(
        not trapped,
        "tabs that say nothing for a while stay connected",
        f"{backend} with redis-py {redis} closes them after 5 s, with code 1011",
    )
