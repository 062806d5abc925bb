"""Our stages, written by somebody else: the same behaviour in another style.

STYLES has a function for each style. It takes the number of a stage, writes a complete
project to a scratch folder and returns the folder. Where a style makes no sense at a
stage, the function raises KeyError; styles_of() names those that do. The checks must
pass all of them without a complaint.

Most styles are files that replace those of the stage: styles/NAME/stepN/ has those of
one stage, styles/NAME/every/ those of all. (A hyphen in NAME is a space in the name of
the style.) The others are edits of the stage itself.
"""

import re
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

from tests.harness.project import noise_in
from tests.harness.run import scratch_folder
from tests.steps import NUMBERS, get_step

FILES = Path(__file__).with_name("styles")

APP_CONFIG = """\
from django.apps import AppConfig


class ChatConfig(AppConfig):
    name = "chat"
"""

APP_THAT_SPEAKS = """\
from django.apps import AppConfig


class ChatConfig(AppConfig):
    name = "chat"

    def ready(self):
        print("Starting the chat")
"""

TESTS_THAT_WAIT = """\
import asyncio
import time


async def test_nothing():
    time.sleep(0.1)
    await asyncio.sleep(0)
"""

SLOW_PACKAGE = """\
import time

from channels_redis.pubsub import RedisPubSubChannelLayer as SlowLayer

time.sleep(0.6)
__all__ = ["SlowLayer"]
"""

CALL = """\
class ChatConsumer(AsyncWebsocketConsumer):
    async def __call__(self, scope, receive, send):
        return await super().__call__(scope, receive, send)

"""

DEV_SETTINGS = """\
from .base import *

DEBUG = True
"""


def copy_of(step: int, name: str | None = None) -> Path:
    """Copy the stage to a scratch folder of this name. Raise KeyError for no stage."""
    stage = get_step(step)
    target = scratch_folder("style") / (name or stage.folder)

    def not_theirs(folder: str, names: list[str]) -> set[str]:
        return noise_in(folder, names) | {"README.md"}  # it speaks of our code

    return shutil.copytree(stage.path, target, ignore=not_theirs)


def edit(path: Path, changes: dict[str, str]) -> None:
    """Replace texts in a file. Raise ValueError for a text that is not there."""
    text = path.read_text(encoding="utf-8")
    for old, new in changes.items():
        if old not in text:
            raise ValueError(f"{path.name} has no {old!r}; the style needs an update")
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")


def sources_of(folder: Path, *suffixes: str) -> list[Path]:
    """Return the files of a project, only those with the suffixes if any are given."""
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    return [path for path in files if not suffixes or path.suffix in suffixes]


def parts_of(style: str, step: int) -> list[Path]:
    """Return the folders in styles/ whose files make this style of the stage."""
    parts = (FILES / style / "every", FILES / style / f"step{step}")
    return [part for part in parts if part.is_dir()]


def with_files(style: str, step: int) -> Path:
    """The stage with the files of a folder in styles/."""
    parts = parts_of(style, step)
    if not parts:
        raise KeyError(f"{style} makes no sense at stage {step}")
    folder = copy_of(step)
    for part in parts:
        shutil.copytree(part, folder, dirs_exist_ok=True, ignore=noise_in)
    return folder


def other_names(step: int) -> Path:
    """Project config with split settings, app talk, class RoomConsumer, sockets.py."""
    folder = copy_of(step, "website")
    (folder / "mysite").rename(folder / "config")
    talk = (folder / "chat").rename(folder / "talk")
    for kind in ("static", "templates"):
        (talk / kind / "chat").rename(talk / kind / "talk")
    (talk / "routing.py").rename(talk / "sockets.py")

    settings = folder / "config" / "settings"
    settings.mkdir()
    (folder / "config" / "settings.py").rename(settings / "base.py")
    (settings / "__init__.py").touch()
    (settings / "dev.py").write_text(DEV_SETTINGS, encoding="utf-8")
    edit(
        settings / "base.py",
        {
            "resolve().parent.parent": "resolve().parent.parent.parent",
            "DEBUG = True": "DEBUG = False",
            "'chat'": "'talk'",
            "mysite": "config",
        },
    )
    for name in ("manage.py", "config/asgi.py", "config/wsgi.py"):
        edit(folder / name, {"mysite.settings": "config.settings.dev"})
    edit(folder / "config" / "asgi.py", {"chat.routing": "talk.sockets"})
    edit(folder / "config" / "urls.py", {"chat.urls": "talk.urls"})
    edit(talk / "sockets.py", {"ChatConsumer": "RoomConsumer"})
    edit(talk / "consumers.py", {"ChatConsumer": "RoomConsumer"})
    if step > 1:
        event = {"chat.message": "talk.message", "chat_message": "talk_message"}
        edit(talk / "consumers.py", event)
    edit(talk / "views.py", {'"chat/': '"talk/'})
    for path in sources_of(talk, ".html"):
        text = path.read_text(encoding="utf-8")
        text = re.sub(r"""(["'])chat/""", r"\1talk/", text)
        path.write_text(text, encoding="utf-8")
    return folder


def app_config(step: int) -> Path:
    """The app listed by its config, and channels listed too."""
    folder = copy_of(step)
    (folder / "chat" / "apps.py").write_text(APP_CONFIG, encoding="utf-8")
    apps = "'channels',\n    'chat.apps.ChatConfig',"
    edit(folder / "mysite" / "settings.py", {"'chat',": apps})
    return folder


def consumers_package(step: int) -> Path:
    """A folder consumers/ in place of the file consumers.py."""
    folder = copy_of(step)
    package = folder / "chat" / "consumers"
    package.mkdir()
    (folder / "chat" / "consumers.py").rename(package / "chat.py")
    edit(package / "chat.py", {"from .": "from .."})
    imports = 'from .chat import ChatConsumer\n\n__all__ = ["ChatConsumer"]\n'
    (package / "__init__.py").write_text(imports, encoding="utf-8")
    return folder


def tabs(step: int) -> Path:
    """Indented by tabs, and with the line ends of Windows."""
    folder = copy_of(step)
    for path in sources_of(folder):
        lines = path.read_text(encoding="utf-8").split("\n")
        text = "\r\n".join(re.sub(r"^(?: {4})+", four_to_tab, line) for line in lines)
        path.write_bytes(text.encode())
    return folder


def four_to_tab(indentation: re.Match) -> str:
    return "\t" * (len(indentation[0]) // 4)


def byte_order_mark(step: int) -> Path:
    """Python files that begin with the mark that some editors on Windows write."""
    folder = copy_of(step)
    for path in sources_of(folder, ".py"):
        text = path.read_text(encoding="utf-8")
        path.write_text(text, encoding="utf-8-sig")
    return folder


def small_ways(step: int) -> Path:
    """A log of list items, sys.exit(main()), a hashed group name and more of that kind."""
    folder = copy_of(step)
    edit(folder / "manage.py", {"    main()\n": "    sys.exit(main())\n"})
    (folder / "chat" / "apps.py").write_text(APP_THAT_SPEAKS, encoding="utf-8")
    settings = {"'chat',": "'chat.apps.ChatConfig',"}
    page = folder / "chat" / "templates" / "chat" / "room.html"
    area = '<textarea id="chat-log" readonly aria-label="Messages" autocomplete="off">'
    heading = "<h1>{{ room_name }}</h1>"
    edit(
        page,
        {
            heading: heading.replace("{{ room_name }}", "Room <b>{{ room_name }}</b>"),
            f"{area}</textarea>": '<ul id="chat-log" aria-label="Messages"></ul>',
        },
    )
    item = 'const item = document.createElement("li");\n    item.textContent = message;'
    edit(
        folder / "chat" / "static" / "chat" / "room.js",
        {'chatLog.value += message + "\\n";': f"{item}\n    chatLog.append(item);"},
    )
    consumer = {}
    if step > 1:
        old = "[os.environ.get('REDIS_URL', 'redis://localhost:6379')]"
        settings[old] = "[('localhost', os.environ.get('REDIS_PORT', '6379'))]"
        name = "md5(self.room_name.encode()).hexdigest()"
        consumer['f"chat_{self.room_name}"'] = f'"chat_" + {name}'
        first = "from channels.exceptions"
        consumer[first] = f"from hashlib import md5\n\n{first}"
    if step == 3:
        receive = "text_data=None, bytes_data=None):\n"
        lines = '        requests = self.scope["session"].get("requests", [])\n'
        consumer[receive] = f"{receive}{lines}        requests.append(text_data)\n"
        (folder / "chat" / "tests.py").write_text(TESTS_THAT_WAIT, encoding="utf-8")
    edit(folder / "chat" / "consumers.py", consumer)
    edit(folder / "mysite" / "settings.py", settings)
    return folder


def odd_folder_name(step: int) -> Path:
    """The stage as it is, in a folder with spaces and an umlaut."""
    return copy_of(step, "mein Chat für alle")  # codespell:ignore alle


def slow_package(step: int) -> Path:
    """A channel layer that takes long to import, below a __call__() of the consumer's.

    Channels imports it at the first WebSocket, on the event loop.
    """
    folder = copy_of(step)
    packages = folder / "site-packages"
    packages.mkdir()
    (packages / "slow_package.py").write_text(SLOW_PACKAGE, encoding="utf-8")
    backend = "channels_redis.pubsub.RedisPubSubChannelLayer"
    first = "BASE_DIR = Path(__file__).resolve().parent.parent\n"
    edit(
        folder / "mysite" / "settings.py",
        {
            backend: "slow_package.SlowLayer",
            "import os\n": "import os\nimport sys\n",
            first: f'{first}sys.path.append(str(BASE_DIR / "site-packages"))\n',
        },
    )
    name = "class ChatConsumer(AsyncWebsocketConsumer):\n"
    edit(folder / "chat" / "consumers.py", {name: CALL})
    return folder


EDITS: dict[str, Callable[[int], Path]] = {
    "other names": other_names,
    "app config": app_config,
    "consumers package": consumers_package,
    "tabs": tabs,
    "byte order mark": byte_order_mark,
    "folder": odd_folder_name,
    "small ways": small_ways,
    "slow package": slow_package,
}

ENOUGH_AT = {
    "app config": 2,
    "consumers package": 3,
    "tabs": 2,
    "byte order mark": 3,
    "folder": 1,
    "slow package": 3,
}
"""The stage at which the tests try a style that is the same in every stage."""

STYLES: dict[str, Callable[[int], Path]] = EDITS | {
    path.name.replace("-", " "): partial(with_files, path.name)
    for path in sorted(FILES.iterdir())
    if path.is_dir() and path.name != "__pycache__"
}


def styles_of(step: int) -> list[str]:
    """Return the names of the styles to try at the stage, none for no stage."""
    if step not in NUMBERS:
        return []
    return [
        name
        for name in STYLES
        if ENOUGH_AT.get(name, step) == step
        and (name in EDITS or parts_of(name.replace(" ", "-"), step))
    ]
