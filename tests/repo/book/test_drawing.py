"""Diagrams: text becomes SVG that fits a phone; what cannot be read is an error."""

import re
import xml.etree.ElementTree as ET

import pytest

from docs.machinery.drawing import (
    WrongDiagram,
    draw_boxes,
    draw_path,
    read_boxes,
    read_path,
)
from docs.machinery.drawing.svg import LETTER, WIDTH, length, wrap

PATH = """\
lane Tab 1
lane Daphne
lane First: ChatConsumer of tab 1
lane Group: group chat_lobby
lane Second: ChatConsumer of tab 2
lane Tab 2

# the way there
Tab 1 -> Daphne: `{"message": "hello"}`
Daphne -> First: calls `receive()`
First -> Group: `group_send()` with a text that is long enough for two lines <&>
note Group: two channels
Group --> Second: calls `chat_message()`
Second -> Second: makes a frame
Second -x Tab 2: a tab that is closed
""".splitlines()

BOXES = """\
ProtocolTypeRouter: asks for the protocol
  AuthMiddlewareStack: puts the user into the scope
    ChatConsumer
  Django
""".splitlines()

SVG = "{http://www.w3.org/2000/svg}"


def drawn_path(lines=PATH) -> ET.Element:
    return ET.fromstring(draw_path(read_path(lines), "The path."))


def texts(drawing: ET.Element, kind: str) -> list[str]:
    return [
        "".join(text.itertext())
        for text in drawing.iter(f"{SVG}text")
        if text.get("class") == kind
    ]


def test_a_path_has_its_lanes_and_its_messages_in_order():
    path = read_path(PATH)
    assert list(path.lanes) == ["Tab 1", "Daphne", "First", "Group", "Second", "Tab 2"]
    assert path.lanes["First"] == "ChatConsumer of tab 1"
    drawing = drawn_path()
    assert texts(drawing, "number") == [*"123456"]
    assert texts(drawing, "label")[0] == '{"message": "hello"}'
    assert "<&>" in " ".join(texts(drawing, "label"))


def test_a_lane_need_not_be_declared():
    assert list(read_path(["A -> B: x", "C -> A: y"]).lanes) == ["A", "B", "C"]


@pytest.mark.parametrize("number", range(2, 8))
def test_nothing_is_drawn_outside_of_the_picture(number):
    lines = [f"lane Lane {lane} of the picture" for lane in range(number)]
    long = "a text that is much longer than any one line of a narrow picture can be"
    for lane in range(number):
        lines.append(f"note Lane {lane} of the picture: {long}")
        lines.append(f"Lane {lane} of the picture -> Lane 0 of the picture: {long}")
    drawing = drawn_path(lines)
    height = float(drawing.get("viewBox").split()[3])
    for rect in drawing.iter(f"{SVG}rect"):
        x, y, wide, high = (
            float(rect.get(key)) for key in ("x", "y", "width", "height")
        )
        assert x >= 0
        assert x + wide <= WIDTH
        assert y + high <= height
    for text in drawing.iter(f"{SVG}text"):
        half = LETTER * len("".join(text.itertext())) / 2
        assert half <= float(text.get("x")) + 1
        assert float(text.get("x")) + half <= WIDTH + 1


def test_a_drawing_says_what_it_shows_to_those_who_do_not_see_it():
    for drawing in (
        drawn_path(),
        ET.fromstring(draw_boxes(read_boxes(BOXES), "Boxes.")),
    ):
        assert drawing.get("role") == "img"
        assert drawing[0].tag == f"{SVG}title"
        assert drawing[0].text in {"The path.", "Boxes."}


@pytest.mark.parametrize(
    ("lines", "why", "line"),
    [
        (["lane A", "A => B: x"], '"A => B: x" is none of', 1),
        (["A -> B"], "is none of", 0),
        (["lane A", "lane A"], "the lane A is there already", 1),
        (["lane A"], "nobody sends anything", None),
    ],
)
def test_a_path_that_cannot_be_read_is_an_error(lines, why, line):
    with pytest.raises(WrongDiagram, match=re.escape(why)) as problem:
        read_path(lines)
    assert problem.value.line == line


def test_boxes_are_inside_of_each_other():
    (router,) = read_boxes(BOXES)
    assert [box.name for box in router.inside] == ["AuthMiddlewareStack", "Django"]
    assert router.inside[0].inside[0].name == "ChatConsumer"
    assert router.note == "asks for the protocol"
    drawing = ET.fromstring(draw_boxes([router], "Boxes."))
    rects = {
        rect.get("class"): [float(rect.get(key)) for key in ("x", "width")]
        for rect in drawing.iter(f"{SVG}rect")
    }
    assert rects["level even"][1] < WIDTH


@pytest.mark.parametrize(
    ("lines", "line"),
    [
        (["A", "    B"], 1),
        (["  A"], 0),
        (["A", " B"], 1),
        (["  " * level + "A" for level in range(20)], 13),
        ([], None),
    ],
)
def test_boxes_that_cannot_be_read_are_an_error(lines, line):
    with pytest.raises(WrongDiagram) as problem:
        read_boxes(lines)
    assert problem.value.line == line


def test_there_is_no_space_between_code_and_what_follows_at_once():
    (line,) = wrap("`send()`, then (`close()`) `a` b", 1000)
    assert [word.text for word in line if word.glued] == [",", "close()", ")"]
    drawn = draw_path(read_path(["A -> B: `send()`, then `close()`."]), "x")
    assert "".join(ET.fromstring(drawn).itertext()).count("send(), then close().") == 1


def test_lines_are_broken_between_words():
    lines = wrap("one `two three` four", 9 * LETTER)
    assert [[word.text for word in line] for line in lines] == [
        ["one", "two"],
        ["three"],
        ["four"],
    ]
    assert [word.is_code for word in lines[0]] == [False, True]
    assert all(length(line) <= 9 * LETTER for line in lines)
