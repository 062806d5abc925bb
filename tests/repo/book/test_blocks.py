"""How the steps of a chapter are read."""

import pytest

from docs.machinery.steps.blocks import ChapterError, read_blocks

PAGE = "docs/page.md"


def read(text: str):
    return read_blocks(text, PAGE)


def test_blocks_come_in_order_with_their_lines():
    blocks = read(
        "# Title\n\n```{create} a.py\nx = 1\n```\n\nwords\n\n"
        "```{terminal}\n:number: 2\n:keeps-running:\n\nnox -s redis\n```\n"
    )
    assert [(b.kind, b.line) for b in blocks] == [("create", 3), ("terminal", 9)]
    assert (blocks[0].argument, blocks[0].body) == ("a.py", "x = 1\n")
    assert blocks[1].options == {"number": "2", "keeps-running": ""}
    assert blocks[1].body == "nox -s redis\n"


def test_a_body_keeps_its_spaces_and_empty_lines():
    (block,) = read("```{change} a.py\n def f():\n\n+    pass\n```\n")
    assert block.body == " def f():\n\n+    pass\n"


def test_a_body_with_fences_in_it_has_a_longer_fence():
    (block,) = read("````{create} a.md\n```python\nx\n```\n````\n")
    assert block.body == "```python\nx\n```\n"


def test_other_code_is_no_step():
    assert read("```python\nx\n```\n\n```{outcomes} 1\nx\n```\n\n    {create}\n") == []


def test_an_example_of_a_step_is_no_step():
    assert read("````md\n```{create} a.py\n```\n````\n") == []


@pytest.mark.parametrize(
    "text",
    [
        ":::{note}\n```{create} a.py\n```\n:::\n",
        "::::{tab-set}\n:::{tab-item} A\n```{terminal}\nx\n```\n:::\n::::\n",
        "- item\n\n  ```{create} a.py\n  ```\n",
    ],
)
def test_a_step_inside_of_something_else_is_an_error(text):
    with pytest.raises(ChapterError, match=r"docs/page.md, line \d.*stands inside of"):
        read(text)


def test_the_line_of_a_step_inside_is_right():
    with pytest.raises(ChapterError, match=r"line 3:"):
        read("words\n:::{note}\n```{create} a.py\n```\n:::\n")


def test_an_unknown_option_is_an_error():
    with pytest.raises(ChapterError, match="records is no option; the options are"):
        read("```{terminal}\n:records: x\nls\n```\n")
