"""connect() asks the URL for an argument that the route does not have."""

import re

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
SCOPE = re.compile(
    r"""self\.scope(\[["'](?:url_route|kwargs)["']\])?\[["'](\w+)["']\](?!\[)"""
)
"""An argument of the URL where one step, or two, are missing."""


def match(seen: Evidence) -> Cause | None:
    for error in seen.errors:
        if error["error"] != "KeyError" or error["handling"] != "websocket.connect":
            continue
        key = error["text"].strip("'\"")
        code = error["places"][-1]["code"] if error["places"] else ""
        if shorter := SCOPE.search(code):
            return Cause(
                f"{shorter[0]} has no such key: the arguments of the URL are in "
                'scope["url_route"], under "kwargs"',
                f'write self.scope["url_route"]["kwargs"]["{shorter[2]}"]',
                seen.place_of(error),
            )
        if "kwargs" not in code or key in {"url_route", "kwargs"}:
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
