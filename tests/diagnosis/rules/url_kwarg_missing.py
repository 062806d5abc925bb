"""connect() asks the URL for an argument that the route does not have."""

from tests.diagnosis.evidence import Evidence, near
from tests.diagnosis.rule import SAID, SOCKETS, Cause

EXPLAINS = SOCKETS
RANK = SAID
HINTS = (
    "Compare the name in the route with the name in connect().",
    'The route\'s <str:room_name> or (?P<room_name>...) is what scope["url_route"]["kwargs"] '
    "holds under that name.",
    '    self.scope["url_route"]["kwargs"]["room_name"]',
)


def match(seen: Evidence) -> Cause | None:
    for error in seen.errors:
        if error["error"] != "KeyError" or error["handling"] != "websocket.connect":
            continue
        key = error["text"].strip("'\"")
        if not error["places"] or "kwargs" not in error["places"][-1]["code"]:
            continue
        if key in {"url_route", "kwargs"}:
            continue  # there is no route at all
        patterns = [str(route["pattern"]) for route in seen.routes]
        words = {
            w
            for p in patterns
            for w in p.replace("<", " ").replace(">", " ").replace(":", " ").split()
        }
        other = near(key, words, 0.4)
        has = f' (it has "{other}")' if other else ""
        return Cause(
            f'the route has no part named "{key}"{has}, which connect() asks for',
            "write the same name in the route and in connect()",
            seen.place_of(error),
        )
    return None
