"""The steps in a page: what a reader sees of them, and that errors name the line."""

import re

import pytest

from docs.machinery.steps.recordings import RECORDED, read_recording
from tests.repo.book.test_directives import build
from tests.steps import get_step

GOOD = """\
# A page

```{create} chat/__init__.py
```

```{create} chat/urls.py
urlpatterns = []
```

```{change} mysite/asgi.py
 import os

+import <new>
-import old
```

```{copy} chat/rooms.py
```

```{delete} chat/admin.py chat/tests.py
```

```{terminal}
:number: 2
:record: migrate-1

python manage.py migrate
```

```{interrupt} 2
```

```{shell}
print(1)
```

```{shell}
:record: shell-2-nobody
:goes-on:

import redis
```

```{see}
tab 1 opens /chat/lobby/
tab 1 shows hello | hi
```
"""

BAD = {
    "```{change} a.py\nno mark\n```": "line 1 begins with 'n'",
    "```{terminal}\n:not-run:\n\nls\n```": "write behind :not-run: why",
    "```{terminal}\n:record: nothing-such\n\nls\n```": "nox -s record makes it",
    "```{recorded} nothing-such\n```": "nox -s record makes it",
    "```{see}\ntab 1 displays hello\n```": "no sentence that is known",
    "```{copy} chat/none.py\n```": "step1_sync_echo/chat/none.py is not there",
    "```{interrupt} two\n```": "'two' is no number of a terminal",
}


@pytest.fixture(scope="module")
def html(tmp_path_factory):
    folder = tmp_path_factory.mktemp("stage1")
    folder.joinpath("stage1.md").write_text(GOOD, encoding="utf-8")
    done = build(folder, "# Book\n\n```{toctree}\nstage1\n```\n")
    assert not done.returncode, done.stderr
    return (folder / "html" / "stage1.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "piece",
    [
        r"<strong>Create</strong> <code.*>chat/__init__.py<.*\(an empty file\)",
        r"<strong>Create</strong> <code.*>chat/urls.py<(?s:.*)>urlpatterns</span>",
        r'<span class="kept"><span class="kn">import</span>.*os</span>\n</span>',
        r'<ins class="new">.*&lt;',
        r'<del class="gone">.*old</span>\n</del>',
        r"<details.*><summary>\s*<p.*><strong>Copy</strong> <code",
        r"<strong>Delete</strong> <code.*chat/admin.py<.*, <code.*chat/tests.py<",
        r"<strong>Terminal 2</strong>(?s:.*)python manage.py migrate\n"
        r"(?s:.*)It prints(?s:.*)Operations to perform",
        r'<strong>Terminal 2</strong>: press <span class="kbd">Ctrl-C</span>',
        r"prompt of</strong> <code",
        r"<strong>You do</strong> tab 1: open <code.*/chat/lobby/<",
        r"<strong>You see</strong> tab 1: <code.*hello<.* then <code.*hi<",
    ],
)
def test_a_reader_sees_the_step(html, piece):
    assert re.search(piece, html), html


def test_a_shell_that_goes_on_does_not_begin_again(html):
    assert "imported automatically" in read_recording("shell-2-nobody")
    assert "imported automatically" not in html
    assert "client.pubsub_numsub" in re.sub("<[^>]+>", "", html)


def test_a_copied_file_is_there_whole(html):
    text = (get_step(1).path / "chat" / "rooms.py").read_text(encoding="utf-8")
    assert f"whole, {len(text.splitlines())} lines" in html


@pytest.fixture(scope="module")
def complaints(tmp_path_factory):
    page, lines = "# A page\n", {}
    for block in BAD:
        lines[block] = page.count("\n") + 2
        page += f"\n{block}\n"
    folder = tmp_path_factory.mktemp("bad")
    folder.joinpath("stage1.md").write_text(page, encoding="utf-8")
    done = build(folder, "# Book\n\n```{toctree}\nstage1\n```\n")
    assert done.returncode
    return done.stderr, lines


@pytest.mark.parametrize("block", BAD)
def test_an_error_names_page_and_line(complaints, block):
    said, lines = complaints
    wanted = rf"stage1\.md:{lines[block]}: ERROR: .*{re.escape(BAD[block])}"
    assert re.search(wanted, said), said


def test_recordings_are_in_the_folder_that_pages_read():
    assert (RECORDED / "migrate-1.txt").is_file(), "make it: nox -s record"
