"""The directives and roles in a page: what they make, and that errors name the line."""

import re
import subprocess
import sys

import pytest

from docs.machinery.directives.scrolling import focusable
from docs.machinery.outcomes import deciding
from docs.machinery.places import PICTURES
from tests.harness.talks import TALKS
from tests.steps import ROOT

SETTINGS = """\
import sys
sys.path.insert(0, {root!r})
project = "A page"
extensions = ["myst_parser", "docs.machinery.directives"]
myst_enable_extensions = ["colon_fence"]
html_theme = "basic"
"""

ROWS = "\n".join(f"{name} | `hello` | nothing | no line" for name in deciding(1))
GOOD = f"""\
# A page

{{check}}`a_WebSocket_handshake_is_accepted`, {{version}}`channels`, {{nox}}`check -- 1`.

```{{outcomes}} 1
{ROWS}
not yet | *other* tabs
```

```{{from-stage}} 3 chat/consumers.py
:part: ChatConsumer.connect
:marked: group_add
```

```{{from-file}} tests/steps.py
:start: def get_step
```

```{{mistake-said}} as-asgi-forgotten
```

```{{diagram}} echo
:alt: The way of a message.
:caption: A caption with `code`.

Tab 1 -> ChatConsumer: `hello`
```

```{{diagram}} nest
:alt: What is inside of what.
:boxes:

URLRouter: a note
  ChatConsumer
```

:::{{question}} Why does `tab 2` stay empty?
**Because.**
:::
"""

ROW_OF_NOBODY = "\n".join(["```{outcomes} 1", "", "nobody | a | b | c", "```"])
BAD = {
    ROW_OF_NOBODY: "there is no check nobody",
    "{check}`it_works`": "there is no check it_works",
    "{version}`flask`": "no version of flask",
    "{nox}`no-such`": "there is no command nox -s no-such",
    "{measured}`no.such`": "nox -s bench -- no",
    "```{outcomes} 1\n```": "no row for",
    "```{outcomes} 4\n```": "there is no stage 4",
    "```{from-stage} 3 chat/gone.py\n```": "there is no file gone.py",
    "```{from-stage} chat/views.py\n```": "a stage and a file are needed",
    "```{from-file} README.md\n:start: nowhere at all\n```": "no line contains",
    "```{diagram} no-alt\nA -> B: x\n```": ":alt: is missing",
    "```{diagram} unread\n:alt: x\n\nA => B\n```": "is none of",
    "```{tabs-picture} 4\n```": "there is no talk at stage 4",
    ":::{question} Why?\n:::": "no answer to: Why?",
    "```{mistake-said} nobody\n```": "there is no tests/mistakes/nobody.toml",
}


def build(folder, page: str) -> subprocess.CompletedProcess:
    """Make a book of this page in the folder, without the workbook's own pages."""
    folder.mkdir(exist_ok=True)
    settings = SETTINGS.format(root=str(ROOT))
    (folder / "conf.py").write_text(settings, encoding="utf-8")
    (folder / "index.md").write_text(page, encoding="utf-8")
    return subprocess.run(
        [sys.executable, "-m", "sphinx", "-W", "--keep-going", "-q", ".", "html"],
        check=False,
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
    )


@pytest.fixture(scope="module")
def html(tmp_path_factory):
    folder = tmp_path_factory.mktemp("good")
    done = build(folder, GOOD)
    assert not done.returncode, done.stderr
    return (folder / "html" / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "piece",
    [
        '<span class="check">A WebSocket handshake is accepted</span>',
        r'<span class="version">\d+\.\d+\.\d+</span>',
        r"nox</span> <span class=\"pre\">-s</span> <span class=\"pre\">check",
        "<p>The other tab in the room stays empty</p>",
        r'<td colspan="3"><p><em>other</em> tabs</p>',
        "hll",  # the marked line
        "✗ A WebSocket handshake is accepted\n  expected   /ws/chat/lobby/",
        r"<code[^>]*><span class=\"pre\">chat/consumers.py</span></code>",
        r'<pre tabindex="0"><span></span><span class="k">def</span>.*get_step</span>',
        r'<figure class="diagram[^"]*" id="diagram-echo">\s*<svg role="img"',
        r"<title>The way of a message\.</title>",
        r"A caption with <code",
        r'id="diagram-nest"',
        r'<details class="question">\s*<summary>Why does <code',
        r"<strong>Because\.</strong>",
    ],
)
def test_a_page_shows_what_its_directives_make(html, piece):
    assert re.search(piece, html), html


@pytest.fixture(scope="module")
def complaints(tmp_path_factory):
    """What Sphinx says about a page that is wrong throughout, and where."""
    page, lines = "# A page\n", {}
    for block in BAD:
        lines[block] = page.count("\n") + 2
        page += f"\n{block}\n"
    done = build(tmp_path_factory.mktemp("bad"), page)
    assert done.returncode
    return done.stderr, lines


@pytest.mark.parametrize("block", BAD)
def test_an_error_names_page_and_line(complaints, block):
    said, lines = complaints
    body = block in {ROW_OF_NOBODY} or "A => B" in block
    line = lines[block] + (block.count("\n") - 1 if body else 0)
    for found in re.finditer(r"index\.md:(\d+): (.*)", said):
        if BAD[block] in found[2] and int(found[1]) == line:
            return
    pytest.fail(f"nothing about line {line}, {BAD[block]}:\n{said}")


@pytest.mark.parametrize("talk", TALKS, ids=lambda talk: f"stage{talk.stage}")
def test_each_stage_has_its_picture(talk):
    assert (PICTURES / talk.file_name).is_file(), "make it: nox -s pictures"


def test_the_alternative_of_a_picture_says_what_each_tab_shows():
    assert TALKS[0].alternative.endswith("Tab 2 is connected and shows no message.")
    assert "“And hello from tab 2”" in TALKS[1].alternative


def test_what_scrolls_can_be_reached_with_the_keyboard():
    body = (
        '<div class="highlight"><pre>x</pre></div><div class="table-wrapper docutils">'
    )
    body += '<pre class="literal-block">y</pre><pre tabindex="0">z</pre>'
    body += '<figure class="align-default tabs-picture">'
    assert focusable(body) == (
        '<div class="highlight"><pre tabindex="0">x</pre></div>'
        '<div class="table-wrapper docutils" tabindex="0">'
        '<pre class="literal-block" tabindex="0">y</pre><pre tabindex="0">z</pre>'
        '<figure class="align-default tabs-picture" tabindex="0">'
    )
