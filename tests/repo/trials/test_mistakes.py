"""Every mistake is caught by the right check, with the right advice, as the book has it."""

import pytest

from tests.mistakes.entries import all_mistakes
from tests.mistakes.record import changed, read_record, record
from tests.mistakes.trial import complaints, try_out

MISTAKES = all_mistakes()
RECORD = read_record()

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.id)
def test_a_mistake_is_caught_with_the_right_advice(mistake, desk):
    result = try_out(mistake, desk)
    said = result.text if result else "nothing"
    assert complaints(mistake, result) == [], said
    otherwise = changed(mistake, result, RECORD)
    assert not otherwise, otherwise


def test_what_is_said_and_seen_can_be_recorded_anew(tmp_path):
    [mistake] = [one for one in MISTAKES if one.id == "handler-misnamed"]
    file = tmp_path / "mistakes.json"
    assert record([mistake], file) == []
    [entry] = read_record(file)["mistakes"].values()
    old = RECORD["mistakes"][mistake.id]
    assert entry.keys() == old.keys()
    assert entry["check"] == old["check"]
    assert "No handler for message type" in "\n".join(entry["seen"]["log"])
