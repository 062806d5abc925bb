"""The page reads a key of a frame that is not there, so it shows undefined."""

from tests.diagnosis.evidence import Evidence
from tests.diagnosis.frames import keys_of
from tests.diagnosis.rule import SAID, TALK, Cause

EXPLAINS = TALK
RANK = SAID
HINTS = (
    "Look at onmessage in the page's script, and at what the consumer sends.",
    "e.data is text. JSON.parse makes an object of it, whose key is the one that the consumer "
    "writes.",
    "    const data = JSON.parse(e.data);\n"
    "    document.querySelector('#chat-log').value += (data.message + '\\n');",
)


def match(seen: Evidence) -> Cause | None:
    view = next((one for one in seen.views if "undefined" in (one.log or "")), None)
    frames = [f for f in seen.frames_to_page if "error" not in keys_of(f)]
    other_key = frames and keys_of(frames[0]) and "message" not in keys_of(frames[0])
    if other_key and seen.consumer:
        calls = seen.consumer.calls("send", "send_json")
        place = calls[-1][0].at(calls[-1][1].line) if calls else seen.consumer.place
        return Cause(
            f'the consumer sends the key "{keys_of(frames[0])[0]}", and the page reads '
            '"message"' + (", so it shows undefined" if view else ""),
            'send {"message": ...} from the consumer',
            place,
        )
    if not view or not frames:
        return None
    if seen.search(r"JSON\.parse\(\s*\w+\.data", seen.page_files):
        key = next(iter(keys_of(frames[0])), "message")
        return Cause(
            f"the log shows 'undefined': the frame has the key \"{key}\", and the page reads "
            "another one",
            f"read .{key} of what JSON.parse() gives",
            seen.page_place(
                r"[lL]og\b.*\+?=.*\b\w+(\.\w+|\[)", r"JSON\.parse\(\s*\w+\.data"
            ),
        )
    return Cause(
        "the log shows 'undefined': the page reads .message of a text, because e.data was "
        "not parsed",
        "write JSON.parse(e.data) and read .message of that",
        seen.page_place(r"\.data\b", r"onmessage"),
    )
