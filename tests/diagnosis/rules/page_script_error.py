"""The page's script stops with an error."""

from tests.diagnosis.evidence import Evidence
from tests.diagnosis.page_script import ScriptError, script_errors
from tests.diagnosis.rule import PAGE_SOCKET, PAGES, PLAIN, TALK, Cause
from tests.diagnosis.source import Place

EXPLAINS = PAGES | PAGE_SOCKET | TALK
RANK = PLAIN
HINTS = (
    "Open the browser's console (F12) on the page: it names the file and the line.",
    "After an error the rest of a script, or of the function it is in, does not run. After "
    "a SyntaxError none of the script runs.",
    "    // read the error in the console, and mend that line",
)

LINES = (
    ("Failed to construct 'WebSocket'", (r"ws/chat", r"new WebSocket\(")),
    ("constructor WebSocket", (r"\bWebSocket\(",)),
    ("JSON", (r"JSON\.parse\((?!.*(textContent|innerText|room))", r"JSON\.parse\(")),
)
"""What errors say, and in which lines they happen."""


def match(seen: Evidence) -> Cause | None:
    errors = script_errors(seen)
    if errors:
        return explain(seen, errors[0])
    for view in seen.views:
        for error in view.errors:
            name = error.rpartition("/")[2]
            place = seen.page_place(rf"(src|href|static).*{name}")
            return Cause(
                f"the browser says: {error}",
                "look where the page asks for it, and where the file is",
                place if place.line else None,
            )
    return None


def explain(seen: Evidence, error: ScriptError) -> Cause:
    text = error.text.removeprefix("Uncaught ")
    lines = next((lines for sign, lines in LINES if sign in text), None)
    place = error.place or (seen.page_place(*lines) if lines else None)
    if "Failed to construct 'WebSocket'" in text and "invalid" in text:
        url = text.partition("'ws")[2].partition("'")[0]
        return Cause(
            f"the page opens ws{url}, which is no address",
            "write '/ws/chat/' with a slash at both ends, behind the host",
            place,
        )
    if "constructor WebSocket" in text:
        return Cause(
            "the page calls WebSocket() without new", "write new WebSocket(...)", place
        )
    if "not valid JSON" in text or "JSON.parse" in text:
        return Cause(
            f"JSON.parse() in the page's script is given no JSON: {text}",
            "give it what the frame holds: JSON.parse(e.data)",
            place,
        )
    if "SyntaxError" in text:
        files = [f for f in seen.files_of_page if not f.endswith(".html")]
        if not place and len(seen.files_of_page) > len(files) and not files:
            place = Place(seen.files_of_page[0])
        return Cause(
            f"the browser cannot read the page's script, and runs none of it: {text}",
            "mend that line; the browser's console (F12) names it",
            place,
        )
    return Cause(
        f"the page's script stops: {text}",
        "mend that line; the browser's console (F12) names it",
        place,
    )
