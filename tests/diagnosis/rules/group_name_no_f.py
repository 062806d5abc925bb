"""The name of the group has characters that a group name cannot have."""

import re

from tests.diagnosis.evidence import Evidence
from tests.diagnosis.rule import SAID, SOCKETS, Cause
from tests.diagnosis.source import Place

EXPLAINS = SOCKETS
RANK = SAID
HINTS = (
    "Look at how the name of the group is made.",
    "It has fewer than 100 characters: letters without accents, digits, hyphens, underscores "
    "and periods. Braces in it mean that the f before the quotes is missing.",
    '    self.room_group_name = f"chat_{self.room_name}"',
)


LITERAL = ("{", "%s", "<bound method", "<function")


def match(seen: Evidence) -> Cause | None:
    told = seen.error_like("Group name must be a valid")
    names = [
        event["group"]
        for one in seen.connections
        for kind in ("group_add", "group_send", "group_discard")
        for event in one.of(kind)
        if isinstance(event["group"], str)
        # The name of a channel in its place: see group_mismatch, group_discard_forgotten.
        and not re.match(r"\w*specific\.\w", event["group"])
    ]
    # The pub/sub layer takes any name: all rooms then share the one with the braces.
    name = next(
        (
            name
            for name in names
            if any(sign in name for sign in LITERAL) or (told and not is_valid(name))
        ),
        "",
    )
    if not name:
        return None
    place = place_of_name(seen)
    if "{}" in name or "%s" in name:
        filled = ".format(self.room_name)" if "{}" in name else "% self.room_name"
        return Cause(
            f"the group name is literally '{name}': nothing fills in the room's name",
            f'write {filled} behind the quotes, or f"chat_{{self.room_name}}"',
            place,
        )
    if "{" in name:
        return Cause(
            f"the group name is literally '{name}': the f before the quotes is missing",
            "put an f before the first quote",
            place,
        )
    if method := re.search(r"<(?:bound method|function) (?:\w+\.)*(\w+)", name):
        return Cause(
            f"the group name holds a method instead of what it returns: '{name[:40]}...'",
            f"call it, with brackets: {method[1]}()",
            place,
        )
    if re.search(r"specific\.\w+!?\w*$", name):
        return Cause(
            f"the group name '{name[:60]}' is the name of a channel, which is another one "
            "for each tab",
            "make the group's name of the room's name alone",
            place,
        )
    wrong = sorted(set(re.sub(r"[\w.-]", "", name, flags=re.ASCII)))
    why = f"contains {' '.join(wrong)}" if wrong else f"has {len(name)} characters"
    return Cause(
        f"the group name '{name[:60]}' {why}; allowed are fewer than 100 letters without "
        "accents, digits, hyphens, underscores and periods",
        "make it of allowed characters, or refuse such a room",
        place,
    )


def is_valid(name: str) -> bool:
    return re.fullmatch(r"[\w.-]{1,99}", name, re.ASCII) is not None


def place_of_name(seen: Evidence) -> Place | None:
    """Return the line of the consumer that makes the name."""
    for pattern in (r"group\w*\s*=[^=]", r"group_(add|send)"):
        for file, line, _ in seen.search(pattern, (".py",)):
            if method := seen.method_at({"file": file, "line": line}):
                return method.at(line)
    return None
