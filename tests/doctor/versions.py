"""Versions of packages that do not fit together: data only, each with its source.

Only what a source says, or what was tried, stands here. Where a version is given an upper
end it is the newest that was looked at: nothing is claimed of later ones.
"""

from collections.abc import Callable
from dataclasses import dataclass

from tests.doctor.settings_facts import (
    core_layer_times_out,
    does_not_list_daphne,
    lists_daphne,
    uses_asgi_redis,
    uses_channels_redis,
)

NAMES = (
    *("django", "channels", "daphne", "channels-redis", "redis", "asgiref", "twisted"),
    *("uvicorn", "websockets", "wsproto", "asgi-redis", "django-channels"),
)
"""The packages whose versions are looked at, as PyPI spells them."""

SHOWN = NAMES[:7]
"""Those that are named also when all is well."""

ANY, ABSENT, UNSEEN = "", "absent", "unseen"
"""Any version; known not to be installed; not installed or not known."""

CHANNELS_4 = "https://channels.readthedocs.io/en/latest/releases/4.0.0.html"
CHANNELS_3 = "https://channels.readthedocs.io/en/latest/releases/3.0.0.html"
UPDATE = '{pip} install --upgrade "channels[daphne]" channels-redis'


def always(facts: dict) -> bool:
    return True


@dataclass(frozen=True)
class Misfit:
    """Packages that do not fit together.

    ``packages`` maps names to the versions meant, a specifier as pip has it, or ANY,
    ABSENT or UNSEEN. ``what`` may name a version as {channels_redis}. In ``do``, {pip} is
    the pip of the environment. ``settings`` must be true of the settings facts.
    ``stops`` tells ✗ from !.
    """

    name: str
    packages: dict[str, str]
    what: str
    do: str
    source: str
    stops: bool = True
    settings: Callable[[dict], bool] = always


MISFITS = (
    Misfit(
        "channels-absent",
        {"django": ANY, "channels": ABSENT},
        "Channels is not installed, and there is no chat without it.",
        '{pip} install "channels[daphne]" channels-redis',
        "https://channels.readthedocs.io/en/latest/installation.html",
    ),
    Misfit(
        "channels-2",
        {"channels": "<3"},
        "Channels {channels} is too old: its consumers have no as_asgi().",
        UPDATE,
        CHANNELS_3,
    ),
    Misfit(
        "channels-3",
        {"channels": ">=3,<4"},
        "Channels {channels} is older than the workbook, which is written for Channels 4. "
        'In Channels 3, runserver comes with "channels" in INSTALLED_APPS.',
        f'{UPDATE}, then put "daphne" first in INSTALLED_APPS.',
        CHANNELS_4,
        stops=False,
    ),
    Misfit(
        "daphne-listed-and-absent",
        {"channels": ">=4", "daphne": ABSENT},
        "INSTALLED_APPS names daphne, and Daphne is not installed. "
        "Channels 4 does not bring it, as Channels 3 did.",
        '{pip} install "channels[daphne]"',
        CHANNELS_4,
        settings=lists_daphne,
    ),
    Misfit(
        "daphne-absent",
        {"channels": ">=4", "daphne": ABSENT, "uvicorn": UNSEEN},
        "Daphne is not installed, and Channels {channels} does not bring it, as Channels 3 "
        "did. Without it manage.py runserver answers no WebSocket.",
        '{pip} install "channels[daphne]", then put "daphne" first in INSTALLED_APPS.',
        CHANNELS_4,
        settings=does_not_list_daphne,
    ),
    Misfit(
        "daphne-too-old",
        {"channels": ">=4", "daphne": "<4"},
        "Daphne {daphne} has no runserver, and Channels {channels} has none either: "
        "it needs Daphne 4.",
        '{pip} install --upgrade "daphne>=4"',
        CHANNELS_4,
    ),
    Misfit(
        "daphne-too-new",
        {"channels": "<4", "daphne": ">=4"},
        "Channels {channels} asks for a Daphne below 4, and Daphne is {daphne}.",
        UPDATE,
        "https://pypi.org/project/channels/3.0.5/",
        stops=False,
    ),
    Misfit(
        "channels-redis-too-old",
        {"channels": ">=4", "channels-redis": "<4"},
        "channels-redis {channels_redis} asks for a Channels below 4, "
        "and Channels is {channels}.",
        "{pip} install --upgrade channels-redis",
        "https://github.com/django/channels_redis/issues/324",
        stops=False,
    ),
    Misfit(
        "channels-redis-absent",
        {"channels-redis": ABSENT},
        "CHANNEL_LAYERS names channels_redis, and it is not installed.",
        "{pip} install channels-redis",
        "https://github.com/django/channels_redis/issues/120",
        settings=uses_channels_redis,
    ),
    Misfit(
        "redis-py-8-and-core-layer",
        {"channels-redis": "<=4.3.0", "redis": ">=8"},
        "The layer channels_redis.core with redis-py {redis}: a tab in which nothing is "
        "said for 5 seconds is closed with code 1011.",
        "Let CHANNEL_LAYERS name the BACKEND "
        '"channels_redis.pubsub.RedisPubSubChannelLayer"; or {pip} install "redis<8"',
        "https://github.com/django/channels_redis/issues/422",
        stops=False,
        settings=core_layer_times_out,
    ),
    Misfit(
        "asgi-redis-layer",
        {},
        "CHANNEL_LAYERS names asgi_redis, which was for Channels 1.",
        'Let it name the BACKEND "channels_redis.pubsub.RedisPubSubChannelLayer", and '
        "{pip} install channels-redis",
        "https://github.com/django/channels_redis/issues/138",
        settings=uses_asgi_redis,
    ),
    Misfit(
        "asgi-redis-left-over",
        {"asgi-redis": ANY},
        "asgi-redis {asgi_redis} is installed. It was for Channels 1 and asks for an old "
        "asgiref.",
        "{pip} uninstall asgi-redis",
        "https://github.com/django/channels_redis/issues/113",
        stops=False,
    ),
    Misfit(
        "django-channels",
        {"django-channels": ANY},
        "django-channels is installed. It is another package; Channels is called channels.",
        '{pip} uninstall django-channels, and {pip} install "channels[daphne]"',
        "https://github.com/django/channels/issues/1186",
        stops=False,
    ),
    Misfit(
        "uvicorn-without-websockets",
        {"uvicorn": ANY, "websockets": ABSENT, "wsproto": ABSENT},
        "Uvicorn {uvicorn} is installed without a package for WebSockets. It serves the "
        "pages and refuses every WebSocket.",
        "{pip} install websockets",
        "https://www.uvicorn.org/installation",
        stops=False,
    ),
)

DJANGO_FAQ = (
    "https://docs.djangoproject.com/en/stable/faq/install/"
    "#what-python-version-can-i-use-with-django"
)

PYTHONS = (
    ("<3.2", "<3.10"),
    (">=3.2,<3.3", ">=3.6,<3.11"),
    (">=4.0,<4.1", ">=3.8,<3.11"),
    (">=4.1,<4.2", ">=3.8,<3.12"),
    (">=4.2,<4.2.8", ">=3.8,<3.12"),
    (">=4.2.8,<4.3", ">=3.8,<3.13"),
    (">=5.0,<5.1", ">=3.10,<3.13"),
    (">=5.1,<5.1.3", ">=3.10,<3.13"),
    (">=5.1.3,<5.2", ">=3.10,<3.14"),
    (">=5.2,<5.2.8", ">=3.10,<3.14"),
    (">=5.2.8,<5.3", ">=3.10,<3.15"),
    (">=6.0,<6.1", ">=3.12,<3.15"),
    (">=6.1,<6.2", ">=3.12,<3.15"),
)
"""Versions of Django, and the versions of Python that they are made for (DJANGO_FAQ)."""

OLDEST_REDIS = "5.0"
OLDEST_REDIS_SOURCE = "https://pypi.org/project/channels-redis/4.3.0/"
HELLO_SOURCE = "https://github.com/redis/redis-py/issues/4089"
"""redis-py 8 begins with HELLO, which a Redis has from version 6 on."""

OLDEST_PYTHON = (3, 10)
