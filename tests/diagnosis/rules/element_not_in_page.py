"""An element is in the template, and not in the page."""

import re

from tests.diagnosis.evidence import Evidence
from tests.diagnosis.rule import DONE, PAGES, Cause
from tests.diagnosis.source import Place

EXPLAINS = PAGES
RANK = DONE
HINTS = (
    "Look at the HTML above the element, and at the element's own id.",
    "A <textarea> needs its </textarea>: up to there, everything is its text. What is in a "
    "block is shown only if the page that is extended has that block.",
    '    <textarea id="chat-log" cols="100" rows="20"></textarea>',
)

WANTED = {
    "room-name-input": ("room-name-input",),
    "chat-log": ("chat-log", "chat-message-input"),
}


def match(seen: Evidence) -> Cause | None:
    if not seen.page or "the tab is at" in seen.failure.expected:
        return None
    sign = next((one for one in WANTED if one in seen.failure.expected), None)
    other = next((one for one in WANTED if one != sign), None)
    if not sign or other in seen.page.ids:
        return None  # it is the other page
    for id_ in WANTED[sign]:
        if id_ in seen.page.ids:
            continue
        for file in (file for file in seen.files if file.endswith(".html")):
            if cause := explain(seen, id_, file):
                return cause
    return None


def explain(seen: Evidence, id_: str, file: str) -> Cause | None:
    text = seen.text(file)
    lines = text.splitlines()
    has_attribute = re.compile(rf"""\b(id|class|name)\s*=\s*["']?{id_}\b""")
    attribute, number = next(
        (
            (found, number)
            for number, line in enumerate(lines, start=1)
            if (found := has_attribute.search(line))
        ),
        (None, None),
    )
    if not attribute:
        return None
    has_id = re.search(rf"""\bid\s*=\s*["']?{id_}\b""", text)
    if not has_id:
        return Cause(
            f'the element has {attribute[1]}="{id_}" and no id, and the page is used by '
            "its ids",
            f'write id="{id_}"',
            Place(file, number),
        )
    above = text[: text.index(has_id[0])]
    for tag in ("textarea", "script", "style", "title"):
        opened = list(re.finditer(rf"<{tag}\b[^>]*>", above))
        if len(opened) > len(re.findall(rf"</{tag}>", above)):
            at = above[: opened[-1].start()].count("\n") + 1
            if f'"{id_}"' in lines[at - 1] and tag in lines[at - 1]:
                continue  # it is this one itself
            return Cause(
                f"<{tag}> in {file} has no </{tag}>, so that everything below it, {id_} "
                "too, is its text",
                f"write </{tag}> behind it",
                Place(file, at),
            )
    return lost_block(seen, file) or commented(above, file, id_, number)


def lost_block(seen: Evidence, file: str) -> Cause | None:
    """The template puts it into a block that the page it extends does not have."""
    text = seen.text(file)
    base = re.search(r"{%\s*extends\s+[\"']([^\"']+)", text)
    parent = seen.find_file(f"templates/{base[1]}") if base else None
    if not parent:
        return None
    has = re.findall(r"{%\s*block\s+(\w+)", seen.text(parent))
    for name in re.findall(r"{%\s*block\s+(\w+)", text):
        if name not in has:
            shown = " and ".join(has) or "none"
            return Cause(
                f"{file} fills the block {name}, which {parent} does not have; it has "
                f"{shown}",
                f"write {{% block {has[-1]} %}}"
                if has
                else f"add the block to {parent}",
                Place(file, seen.line_with(file, f"block {name}")),
            )
    return None


def commented(above: str, file: str, id_: str, number: int) -> Cause | None:
    signs = (("<!--", "-->"), ("{% comment %}", "{% endcomment %}"), ("{#", "#}"))
    for begin, end in signs:
        if above.count(begin) > above.count(end):
            return Cause(
                f"{id_} in {file} stands in a comment that begins with {begin}",
                f"end the comment with {end} above it",
                Place(file, number),
            )
    return None
