"""An import names a module that the project does not have."""

import re

from tests.diagnosis.evidence import Evidence, near
from tests.diagnosis.rule import SAID, START, Cause
from tests.diagnosis.source import Place

EXPLAINS = START
RANK = SAID
HINTS = (
    "Compare the name in the import, or in INSTALLED_APPS, with the names of your files.",
    "A module's name is its path with dots: chat/routing.py is chat.routing. Django's apps "
    "are named by their folder.",
    "    from chat.routing import websocket_urlpatterns   # the file chat/routing.py",
)


def match(seen: Evidence) -> Cause | None:
    error = seen.start_error
    if not error or error.name != "ModuleNotFoundError":
        return None
    module = re.search(r"No module named '([\w.]+)'", error.text)
    if not module:
        return None
    modules = [file.removesuffix(".py").replace("/", ".") for file in seen.files]
    modules += [m.removesuffix(".__init__") for m in modules]
    other = near(module[1], [*modules, *(m.partition(".")[0] for m in modules)])
    own = {name.partition(".")[0] for name in modules}
    if not other and module[1].partition(".")[0] not in own:
        return None
    did = f'; it has "{other}"' if other else ""
    place = error.place
    if not place or place.file == "manage.py":
        line = seen.line_with(seen.settings_file, f'"{module[1]}', f"'{module[1]}")
        place = Place(seen.settings_file, line)
    name = f'"{other}"' if other else f"the file {module[1].replace('.', '/')}.py"
    return Cause(
        f'there is no module "{module[1]}" in the project{did}',
        f"write {name}" if other else f"make {name}, or correct the name",
        place,
    )
