"""manage.py runserver ends without an error."""

from tests.diagnosis.evidence import Evidence
from tests.diagnosis.rule import PLAIN, START, Cause
from tests.diagnosis.source import Place

EXPLAINS = START
RANK = PLAIN
HINTS = (
    "Look for exit(), quit(), sys.exit() and os._exit() at the top of your modules.",
    "What stands outside of functions runs when the file is imported, and can end Python.",
    "    # remove the call of exit()",
)


def match(seen: Evidence) -> Cause | None:
    if "runserver ended" not in seen.failure.found or seen.log_errors:
        return None
    places = seen.search(r"\b_?exit\(|\bquit\(|os\.abort\(|SystemExit", (".py",))
    places = [one for one in places if one[0] != "manage.py"]
    place = Place(places[0][0], places[0][1]) if places else None
    said = seen.log.strip().rpartition("\n")[2]
    if said.startswith("CommandError: "):
        return Cause(
            f"manage.py runserver does not start: {said.removeprefix('CommandError: ')}",
            "do what this sentence asks for",
        )
    return Cause(
        "manage.py runserver ends by itself"
        + (f', its last words are "{said}"' if said else " and prints nothing"),
        "look for a call that ends Python, such as exit()"
        if place
        else "mend that first",
        place,
    )
