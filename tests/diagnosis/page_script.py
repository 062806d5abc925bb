"""What the script of a page asks for, and what it stopped with."""

import re
from dataclasses import dataclass

from tests.diagnosis.evidence import Evidence
from tests.diagnosis.source import Place

WHERE = re.compile(r" \((?P<path>/\S*), line (?P<line>\d+)\)$")
NULL = re.compile(
    r"of null \((?:reading|setting) '(?P<chrome>\w+)'\)"
    r"|property \"(?P<firefox>\w+)\".* is null|is null$"
)
CALL = re.compile(
    r"(?P<call>querySelector|getElementById)\(\s*(?P<q>[\"'`])(?P<asked>[^\"'`]+)(?P=q)"
)


@dataclass(frozen=True)
class ScriptError:
    """``text`` is what the browser says; ``place`` is None where it does not say where."""

    text: str
    place: Place | None


@dataclass(frozen=True)
class Asked:
    """An element that a script asks for. ``id`` is None where it asks by something else."""

    call: str
    selector: str
    place: Place
    rest: str
    """What follows in the line."""

    @property
    def id(self) -> str | None:
        if self.call == "getElementById":
            return self.selector
        found = re.match(r"#([\w-]+)", self.selector)
        return found[1] if found else None


def script_errors(seen: Evidence) -> list[ScriptError]:
    """Return the errors of the scripts, without files that could not be loaded."""
    found = []
    for view in seen.views:
        for error in view.errors:
            if error.startswith("cannot load"):
                continue
            where = WHERE.search(error)
            place = place_of(seen, where["path"], int(where["line"])) if where else None
            found.append(ScriptError(WHERE.sub("", error), place))
    return found


def place_of(seen: Evidence, path: str, line: int) -> Place | None:
    """Return the place of a line of a script, or of a page that Django has made."""
    static = "/" + str(seen.settings.get("STATIC_URL") or "static/").strip("/") + "/"
    if path.startswith(static):
        file = seen.find_file(f"static/{path.removeprefix(static)}")
        return Place(file, line) if file else None
    if not seen.files_of_page:
        return None
    # A template's tags keep its lines, unless it is put into another one.
    template = seen.files_of_page[0]
    moved = re.search(r"{%\s*(extends|include)\b", seen.text(template))
    return Place(template, None if moved else line)


def stopped_by_script(seen: Evidence) -> list[ScriptError]:
    """Return the script's errors where they can be what keeps the page from working.

    What a page does when the server has refused or closed its WebSocket is not.
    """
    view = seen.page
    if not view or seen.errors or (view.sockets and not view.connected):
        return []
    return script_errors(seen)


def asked_elements(seen: Evidence) -> list[Asked]:
    """Return what the scripts of the page ask for, in the order of its files."""
    found = []
    for file in seen.files_of_page:
        for number, line in enumerate(seen.text(file).splitlines(), start=1):
            for call in CALL.finditer(line):
                place = Place(file, number)
                rest = line[call.end() :]
                found.append(Asked(call["call"], call["asked"], place, rest))
    return found
