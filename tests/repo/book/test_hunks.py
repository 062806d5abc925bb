"""The pages that compare two stages: every hunk is explained, and shown."""

from pathlib import Path

import pytest

from docs.machinery.compared import identical_files, parts, problems, sides_of
from docs.machinery.hunks import (
    BOOK,
    PAIRS,
    Explanation,
    Hunk,
    all_hunks,
    changes_of,
    entry_for,
    explanations,
    hunks_in,
    idle,
    page_of,
    read_explanations,
    unexplained,
    what_to_delete,
    what_to_write,
)
from docs.machinery.sides import paint
from docs.machinery.typed import line_where_typed, typing_blocks
from tests.compare.rows import Line, Row
from tests.steps import get_step

pairs = pytest.mark.parametrize("stages", PAIRS, ids=lambda pair: "{}-{}".format(*pair))


@pairs
def test_every_hunk_is_explained_and_every_explanation_has_its_hunk(stages):
    wrong = problems(stages)
    assert not wrong, "\n\n".join(wrong)


@pairs
def test_there_is_a_page_for_the_two_stages(stages):
    text = (BOOK / page_of(stages)).read_text(encoding="utf-8")
    assert "```{{compared}} {} {}\n```".format(*stages) in text


@pairs
def test_each_hunk_is_typed_somewhere_in_the_chapter(stages):
    """Where the chapter lets somebody type the stage, as far as it is written."""
    chapter = f"stage{stages[1]}.md"
    text = (BOOK / chapter).read_text(encoding="utf-8")
    if not any(typing_blocks(text)):
        pytest.skip(f"docs/{chapter} has nothing to type yet")
    for hunk in all_hunks():
        if hunk.stages == stages:
            where = line_where_typed(text, hunk.file, hunk.lines)
            assert where, (
                f"docs/{chapter} lets nobody type this, of {hunk.place}:\n"
                + ("\n".join(hunk.lines))
            )


def test_files_that_are_the_same_are_all_but_those_that_may_differ():
    for first, second in PAIRS:
        same = identical_files((first, second))
        assert not get_step(second).may_differ & set(same)
        assert "manage.py" in same
        assert "README.md" not in same


@pairs
def test_all_lines_of_both_files_are_on_the_page_in_their_order(stages):
    for change in changes_of(stages):
        shown, rest = parts(stages, change)
        rows = [row for one in shown for row in (*one.folded, *one.rows)] + list(rest)
        for side, number in zip(("first", "second"), stages, strict=True):
            path = get_step(number).path / change.name
            lines = [getattr(row, side) for row in rows if getattr(row, side)]
            assert [line.text for line in lines] == path.read_text("utf-8").splitlines()


@pairs
def test_a_table_holds_the_code_and_marks_no_line_that_stays(stages):
    [change, *_] = changes_of(stages)
    shown, _ = parts(stages, change)
    html = sides_of(stages, change).table(shown[0].rows, "a label")
    assert html.count("<tr>") == len(shown[0].rows) + 1  # the head
    assert '<tbody class="changed">' in html
    assert "async_to_sync" in html
    same = html.partition('<tbody class="same">')[2].partition("</tbody>")[0]
    assert "<ins>" not in same
    assert "<del>" not in same


def hunk_of(*texts: str) -> Hunk:
    rows = [Row(None, Line(n, text), True) for n, text in enumerate(texts, start=7)]
    return Hunk((1, 2), "chat/consumers.py", tuple(rows))


def test_a_hunk_without_explanation_is_named_with_the_entry_to_write():
    hunk = hunk_of("import nothing", "    x = '''")
    assert unexplained([hunk], []) == [hunk]
    said = what_to_write(hunk, [])
    assert "docs/compared-1-2.md" in said
    assert "chat/consumers.py, line 7 of stage 2" in said
    assert "    +import nothing" in said
    assert entry_for(hunk, "...") in said


def test_the_entry_to_write_explains_its_hunk():
    hunk = hunk_of("import nothing", "", 'x = "a\\b"')
    [entry] = read_explanations(entry_for(hunk, "Nothing is better."))
    assert entry.key == hunk.key
    assert not unexplained([hunk], [entry])
    assert not idle([hunk], [entry])


def test_a_hunk_that_has_changed_is_named_with_its_old_explanation():
    old = Explanation((1, 2), "chat/consumers.py", ("+import nothing",), "It is so.")
    said = what_to_write(hunk_of("import nothing_else"), [old])
    assert "has changed under its explanation" in said
    assert "It is so." in said
    assert "+import nothing_else" in said


def test_an_explanation_without_a_hunk_is_named():
    old = Explanation((2, 3), "chat/consumers.py", ("+gone",), "It is so.")
    assert idle([], [old]) == [old]
    said = what_to_delete(old)
    assert "docs/compared-2-3.md" in said
    assert "+gone" in said


@pytest.mark.parametrize(
    ("why", "file", "sentence"),
    [("no full stop", "", "no sentence"), ("Yes.", 'by = "me"', "an entry has")],
)
def test_an_entry_that_is_none_is_refused(why, file, sentence):
    text = f'[[hunk]]\nstages = "1-2"\nfile = "a"\nlines = "+b"\nwhy = "{why}"\n{file}'
    with pytest.raises(ValueError, match=sentence):
        read_explanations(text)


def test_two_entries_for_one_hunk_are_refused():
    entry = entry_for(hunk_of("a"), "Yes.")
    with pytest.raises(ValueError, match="two entries"):
        read_explanations(entry + entry)


def test_a_version_is_no_part_of_a_hunk():
    files = {e.file for e in explanations() if any("==..." in one for one in e.lines)}
    assert files == {"requirements.txt"}
    for change in changes_of((1, 2)):
        for hunk in hunks_in((1, 2), change):
            assert not any("==4" in line for line in hunk.lines)


CHAPTER = """\
# Stage 2

```{create} chat/routing.py
from a import b
```

## The group

```{change} chat/consumers.py
 class ChatConsumer:
-    old = 1
+    new = 1
```

```{rewrite} chat/consumers.py
class ChatConsumer:
    new = 1
```
"""


def test_the_block_that_types_a_hunk_is_found():
    assert [b.line for b in typing_blocks(CHAPTER)] == [3, 9, 15]
    found = line_where_typed(
        CHAPTER, "chat/consumers.py", ("-    old = 1", "+    new = 1")
    )
    assert found == 9
    assert line_where_typed(CHAPTER, "chat/consumers.py", ("+    other = 1",)) is None
    assert line_where_typed(CHAPTER, "chat/routing.py", ("+from a import b",)) == 3
    pins = "```{change} requirements.txt\n daphne==4.2.3\n+redis==8.1.0\n```\n"
    assert line_where_typed(pins, "requirements.txt", ("+redis==...",)) == 1


def test_painting_loses_no_character():
    path = Path(get_step(3).path, "chat/consumers.py")
    text = path.read_text(encoding="utf-8")
    lines = ["".join(part for part, _ in line) for line in paint(text, path.name)]
    assert "\n".join(lines) == text
    assert paint("x <y>", "no.such_kind") == [[("x <y>", "")]]
