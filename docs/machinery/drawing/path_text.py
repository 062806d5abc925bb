"""The language for the path of a message: who there is, who sends what to whom.

    lane Tab 1
    lane Consumer: ChatConsumer of tab 1
    Tab 1 -> Consumer: `{"message": "hello"}`
    note Consumer: `receive()` is called
    Consumer --> Tab 1: an answer, with a dashed line
    Consumer -x Tab 2: what never arrives

Lanes stand from left to right in the order of their lines; one that has no line comes
when it is first named. Text after the colon of a lane is what is shown instead of its
name. Words in `backticks` are code. A line that begins with # is for the writer.
"""

import re
from dataclasses import dataclass, field

from docs.machinery.drawing.svg import WrongDiagram

LANE = re.compile(r"lane (?P<name>[^:]+?)\s*(?::\s*(?P<label>.+))?$")
NOTE = re.compile(r"note (?P<name>[^:]+?)\s*:\s*(?P<text>.+)$")
MESSAGE = re.compile(
    r"(?P<source>.+?)\s+(?P<kind>->|-->|-x)\s+(?P<target>[^:]+?)\s*:\s*(?P<text>.+)$"
)
FORMS = (
    "lane NAME, NAME -> NAME: TEXT, NAME --> NAME: TEXT, NAME -x NAME: TEXT, "
    "note NAME: TEXT"
)
SENT, ANSWERED, LOST = "->", "-->", "-x"


@dataclass(frozen=True)
class Message:
    """``kind`` is SENT, ANSWERED or LOST."""

    source: str
    target: str
    kind: str
    text: str


@dataclass(frozen=True)
class Note:
    lane: str
    text: str


@dataclass
class Path:
    """``lanes`` has what is shown for each lane, from left to right."""

    lanes: dict[str, str] = field(default_factory=dict)
    events: list[Message | Note] = field(default_factory=list)


def read_path(lines: list[str]) -> Path:
    """Return the path that the lines describe. Raise WrongDiagram."""
    path = Path()
    for number, line in enumerate(lines):
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        if found := LANE.match(line):
            if found["name"] in path.lanes:
                raise WrongDiagram(f"the lane {found['name']} is there already", number)
            path.lanes[found["name"]] = found["label"] or found["name"]
        elif found := NOTE.match(line):
            path.lanes.setdefault(found["name"], found["name"])
            path.events.append(Note(found["name"], found["text"]))
        elif found := MESSAGE.match(line):
            for name in (found["source"], found["target"]):
                path.lanes.setdefault(name, name)
            path.events.append(Message(**found.groupdict()))
        else:
            raise WrongDiagram(f'"{line}" is none of: {FORMS}', number)
    if not any(isinstance(event, Message) for event in path.events):
        raise WrongDiagram("nobody sends anything")
    return path
