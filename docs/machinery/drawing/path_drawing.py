"""Draw the path of a message: lanes from left to right, time from top to bottom."""

from itertools import count

from docs.machinery.drawing.path_text import LOST, Message, Note, Path
from docs.machinery.drawing.svg import (
    BOLD_LETTER,
    EDGE,
    LINE,
    WIDTH,
    box,
    clamp,
    picture,
    text_lines,
    widest,
    wrap,
)

PADDING = 6  # inside of boxes
NARROWEST = 40  # box with a name
GAP = 14  # between what follows each other in time
BADGE = 9  # radius of the circle with the number of a message
HEAD = 7  # length of the head of an arrow
ONE_ROW = 3  # more lanes than these have their names in two rows
WIDEST_NOTE = WIDTH * 0.66


def draw_path(path: Path, alternative: str) -> str:
    """Return the path as SVG."""
    apart = WIDTH / len(path.lanes)
    places = {name: apart * (index + 0.5) for index, name in enumerate(path.lanes)}
    heads, feet = draw_heads(path, places, apart)
    y = max(feet.values()) + GAP
    events, numbers = [], count(1)
    for event in path.events:
        if isinstance(event, Note):
            drawn, y = draw_note(event.text, places[event.lane], y)
        elif event.source == event.target:
            drawn, y = draw_note(event.text, places[event.source], y, next(numbers))
        else:
            drawn, y = draw_message(event, places, y, next(numbers))
        events.append(drawn)
    lines = [
        f'<path class="lifeline" d="M{x:g} {feet[name]:g}V{y:g}"/>'
        for name, x in places.items()
    ]
    return picture("".join([*lines, *heads, *events]), y, alternative)


def draw_heads(path: Path, places: dict, apart: float) -> tuple[list[str], dict]:
    """Return the boxes with the names of the lanes, and where each box ends."""
    rows = 1 if len(places) <= ONE_ROW else 2
    room = apart * rows - 8
    wrapped = {
        name: wrap(label, room - 2 * PADDING, BOLD_LETTER)
        for name, label in path.lanes.items()
    }
    drawn, feet, top = [], {}, EDGE
    for row in range(rows):
        names = list(places)[row::rows]
        height = LINE * max(len(wrapped[name]) for name in names) + 2 * PADDING
        for name in names:
            width = widest(wrapped[name], BOLD_LETTER) + 2 * PADDING
            width = min(max(width, NARROWEST), WIDTH - 2 * EDGE)
            x = clamp(places[name], width)
            drawn.append(box(x - width / 2, top, width, height, "lane"))
            free = height - 2 * PADDING - LINE * len(wrapped[name])
            foot = top + PADDING + LINE - 4 + free / 2
            drawn.append(text_lines(wrapped[name], x, foot, "name"))
            feet[name] = top + height
        top += height + 8
    return drawn, feet


def draw_note(
    text: str, x: float, y: float, number: int | None = None
) -> tuple[str, float]:
    """Return a box with text around x, and where the next thing begins.

    With a number, which stands on its upper side, it is what a lane does itself.
    """
    head = BADGE if number else 0
    lines = wrap(text, WIDEST_NOTE - 2 * PADDING)
    width = widest(lines) + 2 * PADDING
    height = LINE * len(lines) + 2 * PADDING + head
    middle, top = clamp(x, width), y + head
    drawn = box(middle - width / 2, top, width, height, "own" if number else "note")
    drawn += text_lines(lines, middle, top + head + PADDING + LINE - 4, "")
    if number:
        drawn += badge(number, x, top)
    return drawn, top + height + GAP


def draw_message(
    message: Message, places: dict, y: float, number: int
) -> tuple[str, float]:
    """Return an arrow with its text above, and where the next thing begins."""
    start, end = places[message.source], places[message.target]
    lines = wrap(message.text, WIDTH - 4 * EDGE)
    middle = clamp((start + end) / 2, widest(lines))
    drawn = text_lines(lines, middle, y + LINE - 4, "label")
    y += LINE * len(lines) + BADGE
    forward = 1 if end > start else -1
    kind = {"->": "sent", "-->": "answered", LOST: "lost"}[message.kind]
    if message.kind == LOST:  # it ends before it is there, in a cross
        end -= forward * 20
        cross = f"M{end - 5:g} {y - 5:g}l10 10m0 -10l-10 10"
        drawn += f'<path class="lost cross" d="{cross}"/>'
        drawn += f'<path class="lost" d="M{start:g} {y:g}H{end:g}"/>'
    else:
        neck = end - forward * HEAD
        drawn += f'<path class="{kind}" d="M{start:g} {y:g}H{neck:g}"/>'
        point = f"M{end:g} {y:g}L{neck:g} {y - 4.5:g}V{y + 4.5:g}Z"
        drawn += f'<path class="arrowhead" d="{point}"/>'
    drawn += badge(number, start, y)
    return drawn, y + BADGE + GAP


def badge(number: int, x: float, y: float) -> str:
    """Return the number of a message in a circle."""
    return (
        f'<circle class="badge" cx="{x:g}" cy="{y:g}" r="{BADGE}"/>'
        f'<text class="number" x="{x:g}" y="{y + 4:g}">{number}</text>'
    )
