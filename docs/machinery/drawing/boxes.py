"""Draw what is inside of what: boxes in boxes.

    ProtocolTypeRouter: asks for the protocol
      AuthMiddlewareStack: puts the user into the scope
        ChatConsumer

Two spaces more than the line before: inside of it. Text after the colon is a note.
Boxes on the same level stand below each other.
"""

from dataclasses import dataclass, field

from docs.machinery.drawing.svg import (
    EDGE,
    LINE,
    WIDTH,
    WrongDiagram,
    box,
    picture,
    text_lines,
    wrap,
)

INDENT = 2  # spaces a level
PADDING = 8
GAP = 8
NARROWEST = 120  # what a box must have for text


@dataclass
class Box:
    name: str
    note: str
    inside: list["Box"] = field(default_factory=list)


def read_boxes(lines: list[str]) -> list[Box]:
    """Return the outermost boxes that the lines describe. Raise WrongDiagram."""
    outside = Box("", "")
    open_boxes = [outside]
    for number, line in enumerate(lines):
        words = line.strip()
        if not words or words.startswith("#"):
            continue
        level, odd = divmod(len(line) - len(line.lstrip(" ")), INDENT)
        if odd or level >= len(open_boxes):
            raise WrongDiagram(
                f'"{words}" is not {INDENT} spaces inside of the line before', number
            )
        name, _, note = words.partition(": ")
        made = Box(name, note)
        open_boxes[level].inside.append(made)
        open_boxes[level + 1 :] = [made]
        if WIDTH - 2 * (level + 1) * PADDING < NARROWEST:
            raise WrongDiagram(f'"{name}" is too deep to be readable', number)
    if not outside.inside:
        raise WrongDiagram("there is no box")
    return outside.inside


def draw_boxes(boxes: list[Box], alternative: str) -> str:
    """Return the boxes as SVG."""
    drawn, y = draw_all(boxes, EDGE, EDGE, WIDTH - 2 * EDGE, depth=0)
    return picture(drawn, y + EDGE, alternative)


def draw_all(boxes, x: float, y: float, width: float, depth: int) -> tuple[str, float]:
    """Return boxes below each other from y on, and where the last one ends."""
    drawn = []
    for index, one in enumerate(boxes):
        shown, y = draw_box(one, x, y + (GAP if index else 0), width, depth)
        drawn.append(shown)
    return "".join(drawn), y


def draw_box(
    one: Box, x: float, y: float, width: float, depth: int
) -> tuple[str, float]:
    """Return a box with all that is inside of it, and where it ends."""
    middle, top = x + width / 2, y
    names = wrap(f"`{one.name}`", width - 2 * PADDING)
    notes = wrap(one.note, width - 2 * PADDING)
    text = text_lines(names, middle, y + PADDING + LINE - 4, "name")
    y += PADDING + LINE * len(names)
    text += text_lines(notes, middle, y + LINE - 4, "")
    y += LINE * len(notes) + PADDING
    if one.inside:
        inner, y = draw_all(one.inside, x + PADDING, y, width - 2 * PADDING, depth + 1)
        text += inner
        y += PADDING
    kind = "level even" if depth % 2 == 0 else "level odd"
    return box(x, top, width, y - top, kind) + text, y
